import type { HistoricEvent } from '../../../../infra/local/replay/replay-steps.ts';

/** Orders e1, e2, ... received at these instants. */
export const makeHistory = (...receivedAt: number[]): HistoricEvent[] =>
  receivedAt.map((at, position) => ({
    receivedAt: at,
    event: {
      id: `e${position + 1}`,
      type: 'order.placed',
      customerId: 'c1',
      occurredAt: new Date(at).toISOString(),
      data: { orderId: `o${position + 1}`, total: 100, currency: 'USD' },
    },
  }));
