import type { ScenarioStep } from '../../app/scenario/scenario.ts';
import type { Channel } from '../../domain/channel.ts';
import type { CustomerUpdated, EventInput, OrderItem } from '../../domain/customer/input.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ScenarioChannel, ScenarioCustomerFile, ScenarioEvent } from '../files/scenario-events.ts';
import type { FieldPath } from '../yaml-file.ts';
import type { ScenarioReading } from './scenario-reading.ts';

/** An event without what says when it is and whom it concerns: that has been read already. */
export interface EventFrame {
  readonly id: string;
  readonly occurredAt: Instant;
}

type Step =
  | { readonly kind: 'event'; readonly input: EventInput }
  | Pick<Extract<ScenarioStep, { kind: 'engagement' }>, 'kind' | 'engagement' | 'campaign' | 'step'>;

/** What an event of a scenario file is to a customer. */
export function readScenarioEvent(
  reading: ScenarioReading,
  path: FieldPath,
  event: ScenarioEvent,
  frame: EventFrame,
): Step {
  if (isEngagement(event)) {
    const { campaign, step } = event;
    reading.campaign(path, campaign, step);
    return { kind: 'engagement', engagement: event.kind, campaign, step };
  }
  return { kind: 'event', input: inputOf(reading, path, event, frame) };
}

/** Alone of all events it names a step. */
type Engagement = Extract<ScenarioEvent, { readonly step: string }>;

const isEngagement = (event: ScenarioEvent): event is Engagement => 'step' in event;

function inputOf(
  reading: ScenarioReading,
  path: FieldPath,
  event: Exclude<ScenarioEvent, Engagement>,
  frame: EventFrame,
): EventInput {
  switch (event.kind) {
    case 'order.placed': {
      const { discount, channel, coupon } = event;
      const money = moneyIn(reading, path, event.currency);
      return {
        kind: 'order.placed',
        ...frame,
        orderId: event.orderId ?? frame.id,
        totalMinor: money.minor('total', event.total),
        currency: money.currency,
        ...(discount !== undefined && { discountMinor: money.minor('discount', discount) }),
        ...(channel !== undefined && { channel }),
        ...(coupon !== undefined && { coupon }),
        ...itemsOf(money, event.items),
      };
    }
    case 'order.refunded': {
      const { orderId, amount } = event;
      const money = moneyIn(reading, path, event.currency);
      const amountMinor = money.minor('amount', amount);
      return { kind: 'order.refunded', ...frame, orderId, amountMinor, currency: money.currency };
    }
    case 'customer.updated':
      return { ...profileOf(event), ...frame, ...channelsOf(event, frame.occurredAt) };
    case 'cart.abandoned': {
      const money = moneyIn(reading, path, event.currency);
      return {
        kind: 'cart.abandoned',
        ...frame,
        cartId: event.cartId ?? frame.id,
        ...(event.total !== undefined && {
          totalMinor: money.minor('total', event.total),
          currency: money.currency,
        }),
        ...itemsOf(money, event.items),
      };
    }
    case 'invoice.issued': {
      const { invoiceId, orderId } = event;
      const money = moneyIn(reading, path, event.currency);
      return {
        kind: 'invoice.issued',
        ...frame,
        invoiceId,
        ...(orderId !== undefined && { orderId }),
        totalMinor: money.minor('total', event.total),
        currency: money.currency,
        dueAt: reading.instant([...path, 'dueAt'], event.dueAt),
      };
    }
    case 'invoice.paid':
      return { kind: 'invoice.paid', ...frame, invoiceId: event.invoiceId };
    case 'case.opened':
    case 'case.closed':
      return { kind: event.kind, ...frame, caseId: event.caseId };
  }
}

/** Who a customer is when the clock starts. What is not reachable was never given: nothing is withdrawn. */
export function readScenarioProfile(customer: ScenarioCustomerFile, frame: EventFrame): CustomerUpdated {
  const given = {
    ...(isAddressed(customer.email) && { email: true }),
    ...(isAddressed(customer.sms) && { sms: true }),
  };
  const consents = channelsOf(customer, frame.occurredAt).consents.filter(
    ({ status }) => status === 'granted',
  );
  return { ...profileOf(customer), ...frame, reachable: given, consents };
}

type ProfileFile = Pick<ScenarioCustomerFile, 'locale' | 'timeZone' | 'country' | 'birthday' | 'attributes'>;

const profileOf = ({ locale, timeZone, country, birthday, attributes }: ProfileFile) => ({
  kind: 'customer.updated' as const,
  ...(locale !== undefined && { locale }),
  ...(timeZone !== undefined && { timeZone }),
  ...(country !== undefined && { country }),
  ...(birthday !== undefined && { birthday }),
  ...(attributes !== undefined && { attributes }),
});

function channelsOf(given: { readonly [C in Channel]?: ScenarioChannel | undefined }, at: Instant) {
  const told = (['email', 'sms'] as const).flatMap((channel) => {
    const reach = given[channel];
    return reach === undefined ? [] : [{ channel, reach }];
  });
  return {
    reachable: Object.fromEntries(told.map(({ channel, reach }) => [channel, isAddressed(reach)])),
    consents: told.map(({ channel, reach }) => ({
      channel,
      status: isAgreed(reach) ? ('granted' as const) : ('withdrawn' as const),
      source: 'scenario',
      at,
    })),
  };
}

const isAddressed = (reach: ScenarioChannel): boolean => reach === 'reachable' || reach === 'no-consent';
const isAgreed = (reach: ScenarioChannel): boolean => reach === 'reachable' || reach === 'no-address';

interface Money {
  readonly currency: string;
  readonly minor: (field: PropertyKey, amount: string | number) => number;
  readonly at: (...inner: FieldPath) => Money;
}

function moneyIn(reading: ScenarioReading, path: FieldPath, named: string | undefined): Money {
  const currency = named ?? reading.rules.shop.currency;
  return {
    currency,
    minor: (field, amount) => reading.minor([...path, field], amount, currency),
    at: (...inner) => moneyIn(reading, [...path, ...inner], currency),
  };
}

type ItemsFile = Extract<ScenarioEvent, { kind: 'order.placed' }>['items'];

function itemsOf(money: Money, items: ItemsFile): { readonly items?: readonly OrderItem[] } {
  if (items === undefined) return {};
  return {
    items: items.map(({ sku, category, quantity, price }, index) => ({
      sku,
      ...(category !== undefined && { category }),
      quantity,
      priceMinor: money.at('items', index).minor('price', price),
    })),
  };
}
