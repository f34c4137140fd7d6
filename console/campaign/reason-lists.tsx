import type { ReasonCount } from '../../shared/app/console/message-report.ts';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { useFrame } from '../frame.ts';
import { showReason } from '../text/show-reason.ts';

/** Why messages did not go, why people did not enter, and how the ways through the campaign ended. */
export function ReasonLists({ report }: { readonly report: CampaignReport }) {
  const { text } = useFrame();
  const words = text.campaign;
  const refusals: Readonly<Record<string, string>> = words.refusal;
  const exits: Readonly<Record<string, string>> = words.exitReason;
  return (
    <section class="panel" aria-labelledby="reasons-title">
      <h2 id="reasons-title">{words.reasons}</h2>
      <div class="reason-lists">
        <ReasonList
          name={words.notSent}
          reasons={notSent(report)}
          show={(reason) => outcomeName(text.outcome, reason) ?? showReason(reason, text)}
        />
        <ReasonList
          name={words.notEntered}
          reasons={report.refused}
          show={(reason) => refusals[reason] ?? reason}
        />
        <ReasonList name={words.left} reasons={report.exited} show={(reason) => exits[reason] ?? reason} />
      </div>
    </section>
  );
}

const outcomeName = (words: Readonly<Record<string, string>>, outcome: string): string | undefined =>
  words[outcome];

/** Messages of all steps that were suppressed, by reason, or that delivery did not send, by outcome. */
function notSent({ messages }: CampaignReport): readonly ReasonCount[] {
  const counts = new Map<string, number>();
  const add = (reason: string, count: number): void => {
    if (count > 0) counts.set(reason, (counts.get(reason) ?? 0) + count);
  };
  for (const { suppressed, outcomes } of messages) {
    const { sent: _, ...failures } = outcomes;
    for (const { reason, count } of suppressed) add(reason, count);
    for (const [outcome, count] of Object.entries(failures)) add(outcome, count);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

interface ReasonListProps {
  readonly name: string;
  readonly reasons: readonly ReasonCount[];
  readonly show: (reason: string) => string;
}

function ReasonList({ name, reasons, show }: ReasonListProps) {
  const { text, format } = useFrame();
  return (
    <div>
      <h3>{name}</h3>
      {reasons.length === 0 ? (
        <p class="fine">{text.campaign.nothingYet}</p>
      ) : (
        <dl class="lines">
          {reasons.map(({ reason, count }) => (
            <div key={reason}>
              <dt>{show(reason)}</dt>
              <dd>{format.number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
