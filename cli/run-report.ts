import type { SimulationResult } from '../shared/app/simulate/simulate.ts';
import type { OrderSource } from './order-source.ts';
import { alignColumns } from './print-result.ts';
import { showMoney } from './show-money.ts';

/** What a run through a history came to, whether simulated or through the pipeline. */
export type HistoryFigures = Omit<SimulationResult, 'inputs' | 'calibrations'>;

/** The part of the JSON that `simulate` and `start --exit` have in common. */
export const historyResult = (
  figures: HistoryFigures,
  source: Pick<OrderSource, 'rejected'> & Partial<OrderSource>,
) => ({
  ...(source.format !== undefined && { format: source.format }),
  orders: figures.orders,
  customers: figures.customers,
  revenueMinor: figures.revenueMinor,
  refunds: figures.refunds,
  refundedMinor: figures.refundedMinor,
  rejected: source.rejected.count,
  rejectedByReason: source.rejected.byReason,
  rejectedRows: source.rejected.first.map(({ line, reason, message }) => ({ line, reason, message })),
  consentAssumed: source.assumesConsent ?? false,
  stages: figures.stages,
  tiers: figures.tiers,
  frequencies: figures.frequencies,
  rfm: figures.rfm,
  messages: figures.messages,
  suppressed: figures.suppressed,
  endsAt: new Date(figures.endsAt).toISOString(),
  stateDigest: figures.stateDigest,
  aggregateDigest: figures.aggregateDigest,
});

/** The same for a person. */
export function historyLines(
  figures: HistoryFigures,
  source: Pick<OrderSource, 'rejected'> & Partial<OrderSource>,
): string[] {
  const money = Object.entries(figures.revenueMinor).map(([currency, minor]) => showMoney(minor, currency));
  return [
    `As of ${new Date(figures.endsAt).toISOString().slice(0, 10)}:`,
    ...alignColumns([
      ['orders', figures.orders.toLocaleString('en')],
      ['refunds', figures.refunds.toLocaleString('en')],
      ['customers', figures.customers.toLocaleString('en')],
      ['revenue', money.join(' + ') || '0'],
    ]),
    ...section('Lifecycle', figures.stages),
    ...section('Value tiers', figures.tiers),
    ...section('Messages', figures.messages),
    ...section('Not sent', figures.suppressed),
    ...(source.assumesConsent
      ? [
          '',
          'The order file says nothing of consent. Each customer was taken to agree to e-mail, at an address at',
          'example.invalid; use --no-assume-consent to see the run without.',
        ]
      : []),
    ...(source.rejected.count > 0 ? ['', ...source.rejected.lines()] : []),
  ];
}

const section = (title: string, counts: Readonly<Record<string, number>>): string[] =>
  Object.keys(counts).length === 0
    ? []
    : [
        `${title}:`,
        ...alignColumns(Object.entries(counts).map(([name, count]) => [name, count.toLocaleString('en')])),
      ];
