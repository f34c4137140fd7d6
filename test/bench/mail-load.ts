import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { MessageOrder } from '../../shared/domain/message/message-order.ts';

const NAMES = ['Ada Lovelace', 'Grace Hopper', '李清照', 'Émilie du Châtelet', "Sinéad O'Connor"];
const HOUR_MS = 3_600_000;

const customerOf = (number: number): string => `mail-${number}`;

/** Customers with a name, an address, their consent and one order of long ago; every third reads Chinese. */
export const profileEvents = (customers: number, now: number): ShopEvent[] =>
  Array.from({ length: customers }, (_, number) => number).flatMap((number): ShopEvent[] => {
    const occurredAt = new Date(now - 200 * DAY_MS).toISOString();
    const profile: ShopEvent = {
      id: `profile-${number}`,
      type: 'customer.updated',
      customerId: customerOf(number),
      occurredAt,
      data: {
        contact: { email: `c${number}@example.invalid`, name: NAMES[number % NAMES.length] ?? 'Ada' },
        locale: number % 3 === 0 ? 'zh-CN' : 'en',
        consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: occurredAt }],
      },
    };
    const order: ShopEvent = {
      id: `order-${number}`,
      type: 'order.placed',
      customerId: customerOf(number),
      occurredAt,
      data: { orderId: `o-${number}`, total: 4_900, currency: 'USD' },
    };
    return [profile, order];
  });

/** One mail to each of those customers, of the first campaign that no event begins and that sends at any hour. */
export function mailOrders({ rules }: ShopBundle, customers: number, now: number): MessageOrder[] {
  const campaign = rules.campaigns.find(
    ({ trigger, sendHours, steps: [first] }) =>
      trigger.kind !== 'event' &&
      sendHours.length === 0 &&
      first?.kind === 'send' &&
      first.channels.includes('email'),
  );
  const step = campaign?.steps.find((each) => each.kind === 'send');
  if (campaign === undefined || step === undefined) throw new Error('The shop has no campaign to send.');
  return Array.from({ length: customers }, (_, number) => ({
    customerId: customerOf(number),
    campaign: campaign.name,
    step: step.name,
    occurrence: 'bench',
    channel: 'email',
    template: step.template,
    isPromotional: true,
    offer: step.offer,
    entry: {},
    requestedAt: now,
    expiresAt: now + 24 * HOUR_MS,
  }));
}
