import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import type { Comparison, Difference } from '../../shared/domain/experiment/compare-arms.ts';
import { useFrame } from '../frame.ts';
import { showArm } from '../text/show-arm.ts';
import { ArmsTable } from './arms-table.tsx';
import { showVerdict } from './show-verdict.ts';

/** Whether the campaign does anything: the arms, how far they are apart, and what may be said of it. */
export function Uplift({ report }: { readonly report: CampaignReport }) {
  const { text, format } = useFrame();
  const words = text.campaign;
  const { comparison, confidence, rules } = report;
  const { baseline, overall, variants, mismatches } = comparison;
  const isCompared = baseline !== undefined || variants.length > 0;
  return (
    <section class="panel" aria-labelledby="uplift-title">
      <div class="panel-title">
        <h2 id="uplift-title">{words.uplift}</h2>
        {isCompared && <p>{words.sure(format.percent(confidence))}</p>}
      </div>
      {mismatches.map((mismatch) => (
        <p key={mismatch} class="notice failed mismatch" role="alert">
          {words.mismatch[mismatch]}
        </p>
      ))}
      <ComparisonLine
        pair={[showArm('all', text), showArm(baseline ?? 'holdout', text)]}
        comparison={overall}
        isHoldoutSet={(rules?.holdoutPercent ?? 0) > 0}
      />
      {variants.map(({ variant, against, comparison: each }) => (
        <ComparisonLine key={variant} isOfVariants pair={[variant, against]} comparison={each} />
      ))}
      <ArmsTable arms={report.arms} />
      <ul class="fine hints">
        {baseline === 'control' && <li>{words.controlHint}</li>}
        {isCompared && <li>{words.peekHint}</li>}
        {isCompared && rules !== undefined && rules.reentry.kind !== 'once' && <li>{words.entriesHint}</li>}
      </ul>
    </section>
  );
}

interface ComparisonLineProps {
  readonly pair: readonly [string, string];
  readonly isOfVariants?: boolean;
  readonly isHoldoutSet?: boolean;
  readonly comparison: Comparison;
}

function ComparisonLine({
  pair,
  isOfVariants = false,
  isHoldoutSet = false,
  comparison,
}: ComparisonLineProps) {
  const frame = useFrame();
  const { text, format } = frame;
  const words = text.campaign;
  const { verdict, rate, relativeUplift, value } = comparison;
  const points = (ratio: number): string => words.points(format.changeTenths(ratio * 100));
  return (
    <article class={`comparison verdict ${verdict.kind}`}>
      <p class="pair">{words.against(...pair)}</p>
      <p class="said">{showVerdict(verdict, isOfVariants ? { variants: pair } : { isHoldoutSet }, frame)}</p>
      {verdict.kind !== 'no-holdout' && (
        <dl>
          <div>
            <dt>{words.difference}</dt>
            <dd>
              {points(rate.estimate)}
              {relativeUplift !== undefined && (
                <small>{words.relative(format.percentChange(relativeUplift))}</small>
              )}
              <Bounds difference={rate} show={points} />
            </dd>
          </div>
          <div>
            <dt>{words.value}</dt>
            <dd>
              {format.shopMoneyChange(value.estimate)}
              <Bounds difference={value} show={format.shopMoneyChange} />
            </dd>
          </div>
        </dl>
      )}
    </article>
  );
}

/** Both intervals of a difference: the one that holds whenever one looks, and the one that holds for a single look. */
function Bounds({
  difference: { always, once },
  show,
}: {
  readonly difference: Difference;
  readonly show: (value: number) => string;
}) {
  const { text } = useFrame();
  const words = text.campaign;
  return (
    <>
      <small>
        {always === undefined ? words.noIntervalYet : words.between(show(always.low), show(always.high))}
      </small>
      {always !== undefined && once !== undefined && (
        <small class="once">{words.oneLook(show(once.low), show(once.high))}</small>
      )}
    </>
  );
}
