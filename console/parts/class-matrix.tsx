import type { Overview } from '../../shared/app/console/read-overview.ts';
import { STAGES, type Stage, TIERS, type Tier } from '../../shared/domain/segment/classes.ts';
import { useFrame } from '../frame.ts';

/** How many customers are in each stage and tier: a bar per stage, and a number per pair that leads to the list. */
export function ClassMatrix({ overview }: { readonly overview: Overview }) {
  const { text, format } = useFrame();
  const inPair = (stage: Stage, tier: Tier): number =>
    overview.matrix.find((pair) => pair.stage === stage && pair.tier === tier)?.customers ?? 0;
  const inStage = (stage: Stage): number =>
    overview.stages.find((count) => count.stage === stage)?.customers ?? 0;
  const inTier = (tier: Tier): number => overview.tiers.find((count) => count.tier === tier)?.customers ?? 0;
  const largestPair = Math.max(1, ...overview.matrix.map(({ customers }) => customers));
  const largestStage = Math.max(1, ...overview.stages.map(({ customers }) => customers));
  const all = overview.stages.reduce((sum, { customers }) => sum + customers, 0);

  return (
    <section class="panel" aria-labelledby="matrix-title">
      <div class="panel-title">
        <h2 id="matrix-title">{text.matrix.title}</h2>
        <p>{text.matrix.hint}</p>
      </div>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">{text.matrix.stage}</th>
            <td class="bars">
              <ul class="legend" aria-hidden="true">
                {TIERS.map((tier) => (
                  <li key={tier} class={`tier-${tier}`}>
                    {text.tier[tier]}
                  </li>
                ))}
              </ul>
            </td>
            {TIERS.map((tier) => (
              <th key={tier} scope="col" class="number">
                {text.tier[tier]}
              </th>
            ))}
            <th scope="col" class="number">
              {text.matrix.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {STAGES.map((stage) => (
            <tr key={stage}>
              <th scope="row" class={`stage-${stage}`}>
                {text.stage[stage]}
              </th>
              <td class="bars" aria-hidden="true">
                <StackedBar
                  parts={TIERS.map((tier) => ({ tier, share: inPair(stage, tier) / largestStage }))}
                />
              </td>
              {TIERS.map((tier) => {
                const customers = inPair(stage, tier);
                return (
                  <td key={tier} class="number">
                    <a
                      class="heat"
                      href={`/customers?stage=${stage}&tier=${tier}`}
                      style={{ '--heat': `${heat(customers / largestPair)}%` }}
                      aria-label={text.matrix.cell(
                        format.number(customers),
                        text.stage[stage],
                        text.tier[tier],
                      )}
                    >
                      {format.number(customers)}
                    </a>
                  </td>
                );
              })}
              <td class="number">
                <a
                  class="sum"
                  href={`/customers?stage=${stage}`}
                  aria-label={text.matrix.row(format.number(inStage(stage)), text.stage[stage])}
                >
                  {format.number(inStage(stage))}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.matrix.total}</th>
            <td class="bars" />
            {TIERS.map((tier) => (
              <td key={tier} class="number">
                <a
                  class="sum"
                  href={`/customers?tier=${tier}`}
                  aria-label={text.matrix.row(format.number(inTier(tier)), text.tier[tier])}
                >
                  {format.number(inTier(tier))}
                </a>
              </td>
            ))}
            <td class="number">
              <a class="sum" href="/customers">
                {format.number(all)}
              </a>
            </td>
          </tr>
        </tfoot>
      </table>
      <details>
        <summary>{text.matrix.meaning}</summary>
        <dl class="meanings">
          {STAGES.map((stage) => (
            <div key={stage}>
              <dt class={`stage-${stage}`}>{text.stage[stage]}</dt>
              <dd>{text.matrix.stageMeaning[stage]}</dd>
            </div>
          ))}
        </dl>
        <p>{text.matrix.tierMeaning}</p>
      </details>
    </section>
  );
}

/** The share of ink of a cell in percent: by the square root, or one large class would leave all others white. */
const heat = (share: number): number => (share > 0 ? Math.round(8 + 72 * Math.sqrt(share)) : 0);

/** One bar of a stack, tier beside tier; `share` is of the full width. */
function StackedBar({
  parts,
}: {
  readonly parts: readonly { readonly tier: Tier; readonly share: number }[];
}) {
  let x = 0;
  return (
    <svg class="stack" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false" aria-hidden="true">
      {parts.map(({ tier, share }) => {
        const start = x;
        x += share * 100;
        return <rect key={tier} class={`tier-${tier}`} x={start} y="0" width={share * 100} height="10" />;
      })}
    </svg>
  );
}
