import { describe, expect, it } from 'vitest';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import {
  MODEL_REPORT_KEY,
  POPULAR_PRODUCTS_KEY,
  productKey,
  stateKey,
} from '../../../../shared/app/item-keys.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';
import { LEARNING_RULES, SmallShop } from './small-shop.ts';

async function filledShop(customers = 150): Promise<SmallShop> {
  const shop = new SmallShop();
  await shop.fill(customers);
  return shop;
}

const tea = { sku: 'tea', category: 'leaves', quantity: 1, priceMinor: 900 };
const cup = { sku: 'cup', category: 'china', quantity: 1, priceMinor: 900 };
const pot = { sku: 'pot', category: 'china', quantity: 1, priceMinor: 900 };

describe('calibrateShop', () => {
  it('publishes what it learned, as the first, states it as a fact, and has everybody rechecked a minute later', async () => {
    const shop = await filledShop();
    const { calibration, isNew, segments } = await shop.calibrate();
    expect({ isNew, segments }).toEqual({ isNew: true, segments: 1 });
    expect(calibration).toMatchObject({
      sequence: 1,
      customers: 150,
      currency: 'USD',
      effectiveAt: shop.now,
    });
    expect(await shop.calibrationsStored()).toMatchObject([
      { sk: '00000001', version: 1, body: calibration },
    ]);
    expect(shop.rechecks.messages).toEqual([
      { body: JSON.stringify({ kind: 'recheck', segment: { index: 0, of: 1 } }), delaySeconds: 60 },
    ]);
    expect((await shop.published()).entries.at(-1)).toEqual({
      source: 'perennial',
      detailType: 'calibration.published',
      detail: {
        factId: 'shop/calibration.published/1',
        at: new Date(shop.now).toISOString(),
        sequence: 1,
        customers: 150,
        hasModel: false,
      },
      time: shop.now,
    });
  });

  it('publishes nothing the second time, and has everybody rechecked all the same: files may have changed', async () => {
    const shop = await filledShop();
    const first = await shop.calibrate();
    shop.now += 60_000;
    const second = await shop.calibrate();
    expect(second).toEqual({ ...first, isNew: false });
    expect(await shop.calibrationsStored()).toHaveLength(1);
    expect(await shop.shopFacts()).toHaveLength(1);
    expect(shop.rechecks.messages).toHaveLength(2);
  });

  it('publishes the next one where the shop has become another', async () => {
    const shop = await filledShop();
    await shop.calibrate();
    for (let number = 0; number < 100; number += 1)
      await shop.buy(`new${number}`, { days: 370, totalMinor: 90_000 + number });
    shop.now = day(371);
    expect(await shop.calibrate()).toMatchObject({ isNew: true, calibration: { sequence: 2 } });
    expect((await shop.shopFacts()).map(({ sk }) => sk)).toEqual([
      'fact#calibration.published#1',
      'fact#calibration.published#2',
    ]);
  });

  it('goes on counting after a newest one that cannot be read, and leaves that one as it is', async () => {
    const shop = await filledShop();
    await shop.calibrate();
    await shop.storeCalibration(2, { sequence: 'two' });
    shop.rules = rulesWith({ ...LEARNING_RULES, tiers: { ...LEARNING_RULES.tiers, windowDays: 100 } });
    const { calibration } = await shop.calibrate();
    expect(calibration.sequence).toBe(3);
    expect((await shop.calibrationsStored()).map(({ sk, body }) => [sk, body])).toEqual([
      ['00000001', expect.objectContaining({ sequence: 1 })],
      ['00000002', { sequence: 'two' }],
      ['00000003', JSON.parse(JSON.stringify(calibration))],
    ]);
  });

  it('takes nothing over from one in another currency', async () => {
    const shop = await filledShop();
    const { calibration } = await shop.calibrate();
    const inEuros = { ...calibration, sequence: 2, currency: 'EUR', rfm: { monetaryMinor: [1, 2, 3, 4] } };
    await shop.storeCalibration(2, inEuros);
    expect(await shop.calibrate()).toEqual({
      calibration: { ...calibration, sequence: 3 },
      isNew: true,
      segments: 1,
    });
  });

  it('fails, to be tried again, where another run has published meanwhile; then it learns from that one', async () => {
    const shop = await filledShop();
    const other = await filledShop();
    const { calibration } = await other.calibrate();
    let hasRun = false;
    const table = {
      ...shop.table,
      transact: async (...[writes]: Parameters<typeof shop.table.transact>) => {
        if (!hasRun) await shop.storeCalibration(1, calibration);
        hasRun = true;
        return await shop.table.transact(writes);
      },
    };
    await expect(shop.calibrate(table)).rejects.toMatchObject({
      code: 'CALIBRATE.CONTENDED',
      retryable: true,
    });
    expect(shop.rechecks.messages).toEqual([]);
    expect(await shop.shopFacts()).toEqual([]);
    expect(await shop.calibrate(table)).toMatchObject({ isNew: false, calibration: { sequence: 1 } });
  });

  it('has each segment of a large table rechecked, and learns from all of them', async () => {
    const shop = await filledShop();
    await shop.countCustomers(120_000);
    const { segments, calibration } = await shop.calibrate();
    expect(segments).toBe(3);
    expect(calibration.customers).toBe(150);
    expect(shop.rechecks.messages.map(({ body }) => JSON.parse(body).segment)).toEqual([
      { index: 0, of: 3 },
      { index: 1, of: 3 },
      { index: 2, of: 3 },
    ]);
    expect((await filledShop().then((whole) => whole.calibrate())).calibration).toEqual(calibration);
  });

  it('learns from half a million customers at most, whole segments, and has all rechecked', async () => {
    const shop = await filledShop(400);
    await shop.countCustomers(1_000_000);
    const { segments, calibration } = await shop.calibrate();
    expect(segments).toBe(20);
    expect(shop.rechecks.messages).toHaveLength(20);
    expect(calibration.customers).toBeGreaterThan(120);
    expect(calibration.customers).toBeLessThan(280);
  });

  it('learns when products came, from the orders in the journal, and publishes what is bought with them', async () => {
    const shop = new SmallShop();
    await shop.buy('a', { days: 0, items: [tea] }, { days: 200, items: [tea, cup] });
    await shop.buy('b', { days: 210, items: [cup, tea] });
    await shop.buy('c', { days: 220, items: [cup, tea] });
    const { calibration } = await shop.calibrate();
    expect(calibration.arrivals).toEqual({ cup: day(200) / DAY_MS });
    expect(await shop.table.get(productKey('tea'))).toMatchObject({
      body: { category: 'leaves', neighbours: [['cup', expect.any(Number)]] },
    });
    expect(await shop.table.get(POPULAR_PRODUCTS_KEY)).toMatchObject({
      body: { all: expect.arrayContaining(['tea', 'cup']), byCategory: { leaves: ['tea'], china: ['cup'] } },
    });
  });

  it('writes products only where they have changed', async () => {
    const shop = new SmallShop();
    for (const customer of ['a', 'b', 'c']) await shop.buy(customer, { days: 200, items: [tea, cup] });
    for (const customer of ['d', 'e', 'f']) await shop.buy(customer, { days: 201, items: [pot] });
    await shop.calibrate();
    const written: string[] = [];
    const table = {
      ...shop.table,
      transact: (...[writes]: Parameters<typeof shop.table.transact>) => {
        for (const write of writes) if (write.kind === 'put') written.push(write.item.pk);
        return shop.table.transact(writes);
      },
    };
    await shop.calibrate(table);
    expect(written).toEqual([MODEL_REPORT_KEY.pk]);
    for (const customer of ['d', 'e', 'f']) await shop.buy(customer, { days: 202, items: [pot, cup] });
    written.length = 0;
    await shop.calibrate(table);
    expect(written).toContain('product#pot');
    expect(written).toContain('product#cup');
  });

  it('keeps the popular products of as many categories as fit into one item', async () => {
    const shop = new SmallShop();
    const long = (name: string) => `${name}-${'x'.repeat(115)}`;
    for (let category = 0; category < 60; category += 1) {
      const items = Array.from({ length: 50 }, (_, number) => ({
        ...tea,
        sku: long(`${category}-${number}`),
        category: `category ${category}`,
      }));
      for (const customer of ['a', 'b', 'c']) await shop.buy(`${customer}${category}`, { days: 300, items });
    }
    await shop.calibrate();
    const { body } = (await shop.table.get(POPULAR_PRODUCTS_KEY)) ?? {};
    const size = Buffer.byteLength(JSON.stringify(body));
    expect(size).toBeGreaterThan(200_000);
    expect(size).toBeLessThan(300_000);
  });

  it('asks for rechecks even where what comes after them fails', async () => {
    const shop = await filledShop();
    const table = {
      ...shop.table,
      transact: (...[writes]: Parameters<typeof shop.table.transact>) =>
        writes.some((write) => write.kind === 'put' && write.item.pk === MODEL_REPORT_KEY.pk)
          ? Promise.reject(new Error('not now'))
          : shop.table.transact(writes),
    };
    await expect(shop.calibrate(table)).rejects.toThrow('not now');
    expect(shop.rechecks.messages).toHaveLength(1);
  });

  it('writes no product and learns from nobody in an empty shop', async () => {
    const shop = new SmallShop();
    expect(await shop.calibrate()).toMatchObject({
      isNew: true,
      segments: 1,
      calibration: { customers: 0, rfm: {} },
    });
    expect(await shop.table.get(POPULAR_PRODUCTS_KEY)).toBeUndefined();
  });

  it('stores a report of the model that tells the gates as measured now', async () => {
    const shop = await filledShop();
    await shop.calibrate();
    shop.now += DAY_MS;
    await shop.calibrate();
    expect(await shop.table.get(MODEL_REPORT_KEY)).toMatchObject({
      body: {
        madeAt: shop.now,
        isTrusted: false,
        tracking: [],
        gates: expect.arrayContaining([expect.objectContaining({ name: 'historyDays', measured: 366 })]),
      },
    });
  });

  it('leaves the customers themselves to the recheck', async () => {
    const shop = await filledShop();
    const before = await shop.table.get(stateKey('c7'));
    await shop.calibrate();
    expect(await shop.table.get(stateKey('c7'))).toEqual(before);
    expect(decodeState('c7', before?.body ?? null).classes.stage).toBe('new');
  });
});
