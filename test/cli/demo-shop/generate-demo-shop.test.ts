import { describe, expect, it } from 'vitest';
import { generateDemoShop } from '../../../cli/demo-shop/generate-demo-shop.ts';
import { type ShopEvent, shopEventSchema } from '../../../shared/contracts/shop-event.ts';
import { DAY_MS } from '../../../shared/domain/instant.ts';

const endsAt = Date.parse('2026-11-21T12:00:00Z');
const events = [...generateDemoShop({ seed: 1, endsAt })];
const orders = events.filter((event) => event.type === 'order.placed');
const byCustomer = Map.groupBy(orders, (order) => order.customerId);
const share = (part: number, whole: number): number => part / whole;
const spent = (list: readonly (typeof orders)[number][]): number =>
  list.reduce((sum, { data }) => sum + data.total, 0);
const daysAgo = (event: ShopEvent): number => (endsAt - Date.parse(event.occurredAt)) / DAY_MS;

describe('generateDemoShop', () => {
  it('gives valid events only, in time order, within its months, each id once', () => {
    const invalid = events.filter((event) => !shopEventSchema.safeParse(event).success);
    expect(invalid).toEqual([]);
    const instants = events.map((event) => Date.parse(event.occurredAt));
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(instants.at(0)).toBeGreaterThanOrEqual(endsAt - 18.01 * (365 / 12) * DAY_MS);
    expect(instants.at(-1)).toBeLessThanOrEqual(endsAt);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  });

  it('gives the same shop for the same seed, another for another, and more customers without changing the first', () => {
    const small = (seed: number, customers: number) => [
      ...generateDemoShop({ seed, endsAt, customers, months: 6 }),
    ];
    expect(small(5, 40)).toEqual(small(5, 40));
    expect(small(5, 40)).not.toEqual(small(6, 40));
    const first = new Set(small(5, 40).map((event) => event.customerId));
    expect(small(5, 60).filter((event) => first.has(event.customerId))).toEqual(small(5, 40));
  });

  it('introduces every customer before their first order', () => {
    const met = new Set<string>();
    for (const event of events) {
      if (event.id.startsWith('demo-sign-up-')) {
        met.add(event.customerId);
      }
      expect(met.has(event.customerId)).toBe(true);
    }
    expect(met.size).toBe(3000);
  });

  it('has customers as unlike one another as a real shop’s', () => {
    const totals = [...byCustomer.values()].map(spent).toSorted((a, b) => b - a);
    const topFifth = totals.slice(0, totals.length / 5).reduce((sum, total) => sum + total, 0);
    const repeaters = [...byCustomer.values()].filter((list) => list.length > 1).length;
    expect(share(topFifth, spent(orders))).toBeGreaterThan(0.5);
    expect(share(topFifth, spent(orders))).toBeLessThan(0.8);
    expect(share(repeaters, byCustomer.size)).toBeGreaterThan(0.4);
    expect(share(repeaters, byCustomer.size)).toBeLessThan(0.7);
    expect(share(spent(orders), orders.length)).toBeGreaterThan(3000);
    expect(share(spent(orders), orders.length)).toBeLessThan(8000);
  });

  it('has a head, a waist and a tail, and many who lapsed, some of them from the waist', () => {
    const yearly = [...byCustomer.values()].map((list) =>
      spent(list.filter((order) => daysAgo(order) <= 365)),
    );
    expect(share(yearly.filter((total) => total >= 40_000).length, yearly.length)).toBeGreaterThan(0.04);
    expect(
      share(yearly.filter((total) => total >= 12_000 && total < 40_000).length, yearly.length),
    ).toBeGreaterThan(0.15);
    const lapsed = [...byCustomer.values()].filter((list) => list.every((order) => daysAgo(order) > 180));
    expect(share(lapsed.length, byCustomer.size)).toBeGreaterThan(0.2);
    expect(share(lapsed.length, byCustomer.size)).toBeLessThan(0.5);
    const waist = lapsed.filter((list) => spent(list) >= 12_000 && spent(list) < 40_000);
    expect(waist.length).toBeGreaterThan(100);
  });

  it('refunds about one order in twenty-five, never more than was paid', () => {
    const refunds = events.filter((event) => event.type === 'order.refunded');
    expect(share(refunds.length, orders.length)).toBeGreaterThan(0.025);
    expect(share(refunds.length, orders.length)).toBeLessThan(0.055);
    const placed = new Map(orders.map((order) => [order.data.orderId, order]));
    for (const refund of refunds) {
      const order = placed.get(refund.data.orderId);
      expect(refund.data.amount).toBeLessThanOrEqual(order?.data.total ?? 0);
      expect(Date.parse(refund.occurredAt)).toBeGreaterThan(
        Date.parse(order?.occurredAt ?? refund.occurredAt),
      );
    }
  });

  it('sums each order from its items and discount', () => {
    for (const { data } of orders) {
      const items = (data.items ?? []).reduce((sum, item) => sum + item.price * item.quantity, 0);
      expect(data.total).toBe(items - (data.discount ?? 0));
    }
    expect(
      share(orders.filter(({ data }) => data.coupon !== undefined).length, orders.length),
    ).toBeGreaterThan(0.08);
    expect(
      new Set(orders.flatMap(({ data }) => data.items?.map((item) => item.sku) ?? [])).size,
    ).toBeGreaterThan(55);
  });

  it('is busier before Christmas than in summer', () => {
    const inMonth = (month: string) => orders.filter((order) => order.occurredAt.startsWith(month)).length;
    expect(inMonth('2025-12')).toBeGreaterThan(inMonth('2026-01'));
    const perCustomer = (month: string) =>
      inMonth(month) /
      new Set(events.filter((event) => event.occurredAt < `${month}-31`).map((event) => event.customerId))
        .size;
    expect(perCustomer('2025-12')).toBeGreaterThan(1.2 * perCustomer('2026-07'));
  });

  it('reaches no real person: addresses at example domains, and most customers reachable and willing', () => {
    const updates = events.filter((event) => event.type === 'customer.updated');
    const addresses = updates.flatMap(({ data }) => data.contact?.email ?? []);
    expect(addresses.filter((address) => !/@example\.(com|org|net)$/.test(address))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.length).toBeGreaterThan(2700);
    const consents = updates
      .flatMap(({ data }) => data.consents ?? [])
      .filter(({ channel }) => channel === 'email');
    expect(consents.filter(({ status }) => status === 'granted').length).toBeGreaterThan(2200);
    const withdrawn = consents.filter(({ status }) => status === 'withdrawn').length;
    expect(withdrawn).toBeGreaterThan(80);
    expect(withdrawn).toBeLessThan(250);
    expect(new Set(updates.map(({ data }) => data.locale))).toEqual(new Set(['en', 'zh-CN', undefined]));
    expect(new Set(updates.flatMap(({ data }) => data.country ?? [])).size).toBe(8);
  });
});
