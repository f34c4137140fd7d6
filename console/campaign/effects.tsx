import { waitingOf } from '../../shared/app/console/effect-report.ts';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { WEBHOOK_OUTCOMES } from '../../shared/domain/webhook/webhook-outcome.ts';
import { useFrame } from '../frame.ts';

/** What became of the webhooks of the campaign, and how many tasks it asked for; nothing where it has neither. */
export function Effects({ report }: { readonly report: Pick<CampaignReport, 'webhooks' | 'tasks'> }) {
  const { text } = useFrame();
  const words = text.effects;
  const { webhooks, tasks } = report;
  if (webhooks.length === 0 && tasks.length === 0) return null;
  return (
    <section class="panel effects" aria-labelledby="effects-title">
      <div class="panel-title">
        <h2 id="effects-title">{words.title}</h2>
        {tasks.length > 0 && (
          <p>
            <a href="/tasks">{words.toTasks}</a>
          </p>
        )}
      </div>
      {webhooks.map((webhook) => (
        <EffectLine
          key={webhook.step}
          name={words.webhook(webhook.step)}
          counts={[
            { name: words.requested, count: webhook.requested, tone: '' },
            ...WEBHOOK_OUTCOMES.map((outcome) => ({
              name: words.outcome[outcome],
              count: webhook.outcomes[outcome],
              tone: outcome === 'delivered' ? 'sent' : 'failed',
            })).filter(({ count, tone }) => tone === 'sent' || count > 0),
            { name: words.waiting, count: waitingOf(webhook), tone: 'waiting' },
          ]}
        />
      ))}
      {tasks.map(({ step, requested }) => (
        <EffectLine
          key={step}
          name={words.task(step)}
          counts={[{ name: words.requested, count: requested, tone: '' }]}
        />
      ))}
    </section>
  );
}

interface EffectLineProps {
  readonly name: string;
  readonly counts: readonly { readonly name: string; readonly count: number; readonly tone: string }[];
}

function EffectLine({ name, counts }: EffectLineProps) {
  const { format } = useFrame();
  return (
    <article class="message">
      <h3>{name}</h3>
      <dl class="counts">
        {counts.map((each) => (
          <div key={each.name} class={each.tone}>
            <dt>{each.name}</dt>
            <dd>{format.number(each.count)}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
