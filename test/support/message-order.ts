import { DAY_MS } from '../../shared/domain/instant.ts';
import type { MessageOrder } from '../../shared/domain/message/message-order.ts';
import { day } from './inputs.ts';

/** The order to send customer `c1` a promotional mail that is worth sending for three days, with what a test wants otherwise. */
export function messageOrder(overrides: Partial<MessageOrder> = {}): MessageOrder {
  const { requestedAt = day(0) } = overrides;
  return {
    customerId: 'c1',
    campaign: 'thanks',
    step: 'mail',
    occurrence: 'o1',
    channel: 'email',
    template: 'thanks',
    isPromotional: true,
    offer: {},
    entry: {},
    requestedAt,
    expiresAt: requestedAt + 3 * DAY_MS,
    ...overrides,
  };
}
