import { localHour } from '../calendar/local-day.ts';
import type { RulesInForce } from '../compiled-rules.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import { customerZone } from '../customer/customer-zone.ts';
import type { Why } from '../customer/fact.ts';
import type { Instant } from '../instant.ts';
import { categoryAffinities, channelAffinities, hourAffinity } from './affinities.ts';
import { type ExplainedClass, roundShare } from './explained-class.ts';
import { needEvidence } from './need-classes.ts';

const TOO_LITTLE = 'too little known';

/** The price and novelty classes, with how many orders and items they were read off. */
export function explainNeeds(
  state: CustomerState,
  view: CustomerView,
  { needs, arrivals }: RulesInForce,
  dayOf: (at: Instant) => number,
): ExplainedClass[] {
  const evidence = needEvidence(state.orders, needs, arrivals, dayOf);
  const { orders, discountedOrders, items, repeatItems, newArrivals } = evidence;
  return [
    {
      name: 'price',
      value: view.priceNeed || TOO_LITTLE,
      evidence: { orders, discountedOrders, ordersNeeded: needs.minimumOrders },
    },
    {
      name: 'novelty',
      value: view.noveltyNeed || TOO_LITTLE,
      evidence: { items, repeatItems, newArrivals, itemsNeeded: needs.minimumItems },
    },
  ];
}

/** What, where and at what hour the customer buys most. */
export function explainHabits(
  { orders, profile }: CustomerState,
  { needs, shop }: RulesInForce,
): ExplainedClass[] {
  const zone = customerZone(profile, shop);
  const hour = hourAffinity(orders, (at) => localHour(at, zone));
  const categories = categoryAffinities(orders, needs.affinityHalfLifeDays);
  const channels = channelAffinities(orders, needs.affinityHalfLifeDays);
  const shares = (affinities: typeof categories): Why =>
    Object.fromEntries(affinities.map(({ name, share }) => [name, roundShare(share)]));
  return [
    { name: 'categories', value: categories[0]?.name ?? TOO_LITTLE, evidence: shares(categories) },
    { name: 'channel', value: channels[0]?.name ?? TOO_LITTLE, evidence: shares(channels) },
    {
      name: 'hour',
      value: hour === undefined ? TOO_LITTLE : `${hour.hour}:00`,
      evidence: hour === undefined ? {} : { shareWithinAnHour: roundShare(hour.share), timeZone: zone },
    },
  ];
}
