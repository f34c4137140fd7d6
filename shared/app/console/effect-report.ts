import { WEBHOOK_OUTCOMES, type WebhookOutcome } from '../../domain/webhook/webhook-outcome.ts';

/** What became of the webhooks of one campaign step. */
export interface WebhookReport {
  readonly step: string;
  readonly requested: number;
  readonly outcomes: Readonly<Record<WebhookOutcome, number>>;
}

/** The tasks of one campaign step. */
export interface TaskReport {
  readonly step: string;
  readonly requested: number;
}

type Counters = Readonly<Record<string, number>>;

/** Sorts out the counters `webhook.STEP/requested`, `webhook.STEP/delivered` and so on of a campaign, by step. */
export function tallyWebhooks(items: readonly Counters[]): readonly WebhookReport[] {
  const counts = countsOf('webhook', items);
  return [...counts].map(([step, count]) => ({
    step,
    requested: count.get('requested') ?? 0,
    outcomes: {
      delivered: count.get('delivered') ?? 0,
      failed: count.get('failed') ?? 0,
      expired: count.get('expired') ?? 0,
      withdrawn: count.get('withdrawn') ?? 0,
    },
  }));
}

/** Sorts out the counters `task.STEP/requested` of a campaign, by step. */
export const tallyTasks = (items: readonly Counters[]): readonly TaskReport[] =>
  [...countsOf('task', items)].map(([step, count]) => ({ step, requested: count.get('requested') ?? 0 }));

/** Webhooks that are still being tried; those of a shop that handles them itself are never settled here. */
export const waitingOf = ({ requested, outcomes }: WebhookReport): number =>
  Math.max(0, requested - WEBHOOK_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0));

/** By step and then by what was counted. */
function countsOf(
  kind: 'webhook' | 'task',
  items: readonly Counters[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const steps = new Map<string, Map<string, number>>();
  for (const [counter, count] of items.flatMap((counters) => Object.entries(counters))) {
    if (!counter.startsWith(`${kind}.`)) continue;
    const [step = '', what = ''] = counter.slice(kind.length + 1).split('/');
    const counts = steps.get(step) ?? new Map<string, number>();
    steps.set(step, counts.set(what, (counts.get(what) ?? 0) + count));
  }
  return new Map([...steps].sort(([a], [b]) => (a < b ? -1 : 1)));
}
