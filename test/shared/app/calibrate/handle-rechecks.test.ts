import { describe, expect, it } from 'vitest';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import type { Calibration } from '../../../../shared/domain/segment/calibration.ts';
import type { Table } from '../../../../shared/ports.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';
import { LEARNING_RULES, SmallShop } from './small-shop.ts';

const RECHECK = JSON.stringify({ kind: 'recheck', segment: { index: 0, of: 1 } });

/** Says nothing new about anybody who has bought once, on day 300, for 100.00: R4 F1 M3, tail. */
const inForce = (overrides: Partial<Calibration> = {}): Calibration => ({
  sequence: 1,
  effectiveAt: day(360),
  currency: 'USD',
  customers: 100,
  rfm: { recencyDays: [30, 90, 180, 365] },
  gates: [],
  ...overrides,
});

/** Customers who bought so many days ago, counted back from day 365. */
async function shopOf(daysAgo: Readonly<Record<string, number>>): Promise<SmallShop> {
  const shop = new SmallShop();
  for (const [customerId, days] of Object.entries(daysAgo)) await shop.buy(customerId, { days: 365 - days });
  return shop;
}

const scoreOf = async (shop: SmallShop, customerId: string) => {
  const item = await shop.table.get(stateKey(customerId));
  return item === undefined ? undefined : decodeState(customerId, item.body).classes.rfm;
};
const dueOf = async (shop: SmallShop, customerId: string) =>
  (await shop.table.get(stateKey(customerId)))?.due?.at;

/** A table that gives one item a page, and counts the pages. */
function slowly(table: Table): Table & { readonly pages: { count: number } } {
  const pages = { count: 0 };
  return {
    ...table,
    pages,
    scan: (segment, options) => {
      pages.count += 1;
      return table.scan(segment, { ...options, limit: 1 });
    },
  };
}

describe('handleRechecks', () => {
  it('sends a tick to those whose classes the newest calibration changes, and to nobody else', async () => {
    const shop = await shopOf({ fresh: 5, month: 40, longer: 100 });
    // From 120 days on the recency score is 3 now, in place of 90.
    await shop.storeCalibration(1, inForce({ rfm: { recencyDays: [30, 120, 180, 365] } }));
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticks.messages.map(({ body }) => JSON.parse(body))).toEqual([
      { kind: 'tick', customerId: 'longer', at: shop.now, isRecheck: true },
      { kind: 'tick', customerId: 'month', at: shop.now, isRecheck: true },
    ]);
    await shop.settle();
    expect((await scoreOf(shop, 'longer'))?.r).toBe(4);
    expect((await scoreOf(shop, 'month'))?.r).toBe(4);
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticked()).toEqual([]);
  });

  it('sends a tick to those who fall due sooner than the due index says, and not to those who fall due later', async () => {
    const shop = await shopOf({ sooner: 20, later: 10 });
    const [sooner, later] = [await dueOf(shop, 'sooner'), await dueOf(shop, 'later')];
    // "new" ends after thirty days: both are due then; by these cut points the first loses a score on day 25.
    await shop.storeCalibration(1, inForce({ rfm: { recencyDays: [25, 90, 180, 365] } }));
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticked()).toEqual(['later', 'sooner']);
    await shop.settle();
    expect(await dueOf(shop, 'sooner')).toBe(day(365 - 20 + 25));
    expect(await dueOf(shop, 'later')).toBe(day(365 - 10 + 25));
    expect(sooner).toBe(day(365 - 20 + 30));
    expect(later).toBe(day(365 - 10 + 30));
    await shop.storeCalibration(2, inForce({ sequence: 2, effectiveAt: shop.now - 1 }));
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticked()).toEqual([]);
  });

  it('sends nothing about what falls due in more than a quarter: the next recheck finds it in time', async () => {
    const shop = await shopOf({ customer: 200 });
    const table = { ...shop.table };
    const stored = await dueOf(shop, 'customer');
    expect(stored).toBe(day(365 - 200 + 30));
    shop.now = day(365);
    await shop.recheckOnce([RECHECK]);
    await shop.settle();
    expect(await dueOf(shop, 'customer')).toBe(day(365 - 200 + 365));
    const inDays = (days: number) =>
      shop.storeCalibration(1, inForce({ rfm: { recencyDays: [30, 90, 180, 200 + days] } }));
    await inDays(94);
    await shop.recheckOnce([RECHECK], table);
    expect(shop.ticked()).toEqual([]);
    await inDays(92);
    await shop.recheckOnce([RECHECK], table);
    expect(shop.ticked()).toEqual(['customer']);
  });

  it('finds those whom a change of the shop’s files concerns, without any calibration', async () => {
    const shop = await shopOf({ one: 3, two: 3 });
    await shop.buy('two', { days: 364 });
    shop.rules = rulesWith({
      ...LEARNING_RULES,
      segments: [{ name: 'twice', condition: 'orders >= 2' }],
    });
    expect(await shop.recheckOnce([RECHECK])).toEqual([]);
    expect(shop.ticked()).toEqual(['two']);
    await shop.settle();
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticked()).toEqual([]);
  });

  it('reads the calibrations anew each time: it is asked because there is another', async () => {
    const shop = await shopOf({ customer: 20 });
    await shop.storeCalibration(1, inForce());
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticked()).toEqual([]);
    await shop.storeCalibration(2, inForce({ sequence: 2, rfm: { recencyDays: [10, 90, 180, 365] } }));
    await shop.recheckOnce([RECHECK]);
    expect(shop.ticked()).toEqual(['customer']);
  });

  it('leaves the rest of a long segment to another message, and comes to everybody once', async () => {
    const customers = Array.from({ length: 250 }, (_, number) => `c${number}`);
    const shop = await shopOf(Object.fromEntries(customers.map((customerId) => [customerId, 20])));
    await shop.storeCalibration(1, inForce({ rfm: { recencyDays: [10, 90, 180, 365] } }));
    const table = slowly(shop.table);
    expect(await shop.recheckOnce([RECHECK], table)).toEqual([]);
    expect(table.pages.count).toBe(200);
    const [rest] = shop.rechecks.messages;
    expect(JSON.parse(rest?.body ?? '')).toEqual({
      kind: 'recheck',
      segment: { index: 0, of: 1 },
      cursor: expect.any(String),
    });
    expect(shop.ticks.messages.length).toBeLessThan(250);
    // Journal entries lie between the states, so it takes several runs.
    expect(await shop.recheck(table)).toEqual(customers.toSorted());
    expect(table.pages.count).toBeGreaterThan(500);
  });

  it('comes to everybody once by the segments of the table together', async () => {
    const customers = Array.from({ length: 60 }, (_, number) => `c${number}`);
    const shop = await shopOf(Object.fromEntries(customers.map((customerId) => [customerId, 20])));
    await shop.storeCalibration(1, inForce({ rfm: { recencyDays: [10, 90, 180, 365] } }));
    const segments = [0, 1, 2].map((index) => JSON.stringify({ kind: 'recheck', segment: { index, of: 3 } }));
    const counts: number[] = [];
    for (const segment of segments) {
      await shop.recheckOnce([segment]);
      counts.push(shop.ticks.messages.length);
    }
    expect(shop.ticked()).toEqual(customers.toSorted());
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[0]).toBeLessThan(60);
  });

  it('parks what no retry can mend, with the reason, and goes on with the others', async () => {
    const shop = await shopOf({ customer: 20 });
    await shop.storeCalibration(1, inForce({ rfm: { recencyDays: [10, 90, 180, 365] } }));
    const unreadable = ['{', '{"kind":"tick"}', '{"kind":"recheck","segment":{"index":-1,"of":1}}'];
    expect(await shop.recheckOnce([...unreadable, RECHECK])).toEqual([]);
    expect(shop.deadLetters.messages.map(({ body }) => JSON.parse(body))).toEqual(
      unreadable.map((body) => ({
        parkedAt: new Date(shop.now).toISOString(),
        reason: 'Not a message that asks for a segment of the table to be rechecked.',
        body,
      })),
    );
    expect(shop.ticked()).toEqual(['customer']);
  });

  it('gives back a message whose segment could not be read, and goes on with the others', async () => {
    const shop = await shopOf({ customer: 20 });
    await shop.storeCalibration(1, inForce({ rfm: { recencyDays: [10, 90, 180, 365] } }));
    const table: Table = {
      ...shop.table,
      scan: (segment, options) =>
        segment.of === 2 ? Promise.reject(new Error('not now')) : shop.table.scan(segment, options),
    };
    const other = JSON.stringify({ kind: 'recheck', segment: { index: 0, of: 2 } });
    expect(await shop.recheckOnce([other, RECHECK], table)).toEqual([
      { messageId: 'm0', reason: expect.stringContaining('not now') },
    ]);
    expect(shop.ticked()).toEqual(['customer']);
    expect(shop.deadLetters.messages).toEqual([]);
  });

  it('has nothing to say once everybody follows what calibrate has learned', async () => {
    const shop = new SmallShop();
    await shop.fill(150);
    await shop.calibrate();
    shop.now += 60_000;
    const changed = await shop.recheck();
    expect(changed.length).toBeGreaterThan(50);
    await shop.settle();
    await shop.calibrate();
    expect(await shop.recheck()).toEqual([]);
  });
});
