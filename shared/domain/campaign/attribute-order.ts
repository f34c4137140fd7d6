import type { CountedOrder, CustomerState, Exposure, RequestedMessage } from '../customer/customer-state.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Situation } from './situation.ts';

/**
 * Puts a new order down to the message that was clicked last before it, else to the one sent last, within the days of its
 * campaign; and counts it for every comparison that the customer is part of.
 */
export function attributeOrder(
  state: CustomerState,
  order: Pick<CountedOrder, 'orderId' | 'at' | 'totalMinor' | 'currency'>,
  { rules, now, facts }: Pick<Situation, 'rules' | 'now' | 'facts'>,
): CustomerState {
  const valueMinor = Math.round(order.totalMinor * (rules.counting.valuation(order.currency) ?? 0));
  const { orderId } = order;
  const touch = lastTouch(state.messages, order.at, (campaign) => {
    const days = rules.campaignsByName.get(campaign)?.conversionDays ?? 0;
    return days * DAY_MS;
  });
  if (touch !== undefined) {
    const { campaign, step, occurrence, variant } = touch.message;
    facts.push({
      kind: 'order.attributed',
      at: now,
      campaign,
      step,
      occurrence,
      orderId,
      touch: touch.kind,
      valueMinor,
      ...(variant !== undefined && { variant }),
    });
  }
  if (state.exposures.length === 0) return state;
  const exposures = state.exposures.map((exposure): Exposure => {
    const { campaign, occurrence, arm, at, until, orders, valueMinor: earlierMinor } = exposure;
    if (order.at <= at || order.at > until) return exposure;
    facts.push({
      kind: 'campaign.converted',
      at: now,
      campaign,
      occurrence,
      arm,
      orderId,
      valueMinor,
      earlierOrders: orders,
      earlierMinor,
    });
    return { ...exposure, orders: orders + 1, valueMinor: earlierMinor + valueMinor };
  });
  return { ...state, exposures };
}

interface Touch {
  readonly kind: 'click' | 'send';
  readonly message: RequestedMessage;
}

function lastTouch(
  messages: readonly RequestedMessage[],
  orderedAt: Instant,
  windowOf: (campaign: string) => number,
): Touch | undefined {
  const isWithin = (at: Instant | undefined, campaign: string): at is Instant =>
    at !== undefined && at < orderedAt && orderedAt - at <= windowOf(campaign);
  let clicked: RequestedMessage | undefined;
  let sent: RequestedMessage | undefined;
  for (const message of messages) {
    if (!message.isPromotional) continue;
    if (isWithin(message.clickedAt, message.campaign) && message.clickedAt >= (clicked?.clickedAt ?? 0))
      clicked = message;
    if (isWithin(message.at, message.campaign) && message.at >= (sent?.at ?? 0)) sent = message;
  }
  if (clicked !== undefined) return { kind: 'click', message: clicked };
  return sent && { kind: 'send', message: sent };
}
