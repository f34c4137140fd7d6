import { tallyCampaign } from '../../shared/app/console/campaign-tally.ts';
import { type MessageReport, OUTCOMES } from '../../shared/app/console/message-report.ts';
import { scanCampaignCounters } from '../../shared/app/console/scan-campaign-counters.ts';
import { decodeState } from '../../shared/app/decide/state-document.ts';
import { customerOfPartition, TOTAL_COUNTERS_KEY } from '../../shared/app/item-keys.ts';
import { readAllStates } from '../../shared/app/read-all-states.ts';
import { combineSummaries, summarizeStates } from '../../shared/app/simulate/run-summary.ts';
import type { CustomerState } from '../../shared/domain/customer/customer-state.ts';
import { counter, messageName } from '../../shared/domain/report/counters.ts';
import type { HistoryFigures } from '../run-report.ts';
import type { LocalShop } from './local-shop.ts';

export interface PipelineFigures extends HistoryFigures {
  /** What became of the messages that were asked for, by outcome: `{"sent": {"win-back/send-email": 12}}`. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Reads what the pipeline has come to: sums from the counters, classes and digests from every customer's state. */
export async function readPipelineFigures({ table }: LocalShop, endsAt: number): Promise<PipelineFigures> {
  const total = await table.get(TOTAL_COUNTERS_KEY, { consistent: true });
  const counters = new Map<string, number>(
    Object.entries(total?.body ?? {}).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value]] : [],
    ),
  );
  const under = (prefix: string): Record<string, number> =>
    Object.fromEntries(
      [...counters]
        .filter(([name]) => name.startsWith(`${prefix}.`))
        .map(([name, value]): [string, number] => [name.slice(prefix.length + 1), value])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const messages = [...(await scanCampaignCounters(table))].flatMap(
    ([campaign, counted]) => tallyCampaign(campaign, [counted]).messages,
  );
  const states: CustomerState[] = [];
  for await (const item of readAllStates(table)) {
    const customerId = customerOfPartition(item.pk);
    if (customerId !== undefined) states.push(decodeState(customerId, item.body));
  }
  return {
    orders: counters.get(counter.orders) ?? 0,
    refunds: counters.get(counter.refunds) ?? 0,
    revenueMinor: under('revenue'),
    refundedMinor: under('refunded'),
    messages: byName(messages, ({ requested }) => ({ '': requested })),
    suppressed: byName(messages, ({ suppressed }) =>
      Object.fromEntries(suppressed.map(({ reason, count }) => [`/${reason}`, count])),
    ),
    outcomes: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, byName(messages, ({ outcomes }) => ({ '': outcomes[outcome] }))]),
    ),
    endsAt,
    ...combineSummaries([summarizeStates(states)]),
  };
}

/** Counts by message, and what is added to its name, in the order of the alphabet; without those that are nought. */
const byName = (
  messages: readonly MessageReport[],
  countsOf: (message: MessageReport) => Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.fromEntries(
    messages
      .flatMap((message) =>
        Object.entries(countsOf(message)).map(([ending, count]): [string, number] => [
          messageName(message.campaign, message.step) + ending,
          count,
        ]),
      )
      .filter(([, count]) => count !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
