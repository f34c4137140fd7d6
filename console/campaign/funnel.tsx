import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { useFrame } from '../frame.ts';
import { totalsOf } from './campaign-totals.ts';

const STAGES = ['entered', 'requested', 'sent', 'opened', 'clicked', 'converted'] as const;
/** What people do; what is between them is messages. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['entered', 'converted']);

/** How many entered, what was sent to them, and how many bought, each as a bar. */
export function Funnel({ report }: { readonly report: CampaignReport }) {
  const { text, format } = useFrame();
  const words = text.campaign;
  const totals = totalsOf(report);
  const largest = Math.max(1, ...STAGES.map((stage) => totals[stage]));
  const shareOf = (stage: (typeof STAGES)[number]): string | undefined => {
    if (stage === 'converted' && totals.entered > 0)
      return words.ofEntered(format.percentTenths(totals.converted / totals.entered));
    if ((stage === 'opened' || stage === 'clicked') && totals.sent > 0)
      return words.ofSent(format.percentTenths(totals[stage] / totals.sent));
    return undefined;
  };
  return (
    <section class="panel" aria-labelledby="funnel-title">
      <div class="panel-title">
        <h2 id="funnel-title">{words.funnel}</h2>
        <p>{words.funnelHint}</p>
      </div>
      <ol class="funnel">
        {STAGES.map((stage) => (
          <li key={stage}>
            <span class="funnel-name">{words.stages[stage]}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false" aria-hidden="true">
              <rect
                class={OF_PEOPLE.has(stage) ? 'tone-person' : 'tone-mail'}
                width={(totals[stage] / largest) * 100}
                height="10"
              />
            </svg>
            <span class="funnel-count">
              <b>{format.number(totals[stage])}</b>
              {shareOf(stage) !== undefined && <small>{shareOf(stage)}</small>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
