import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cameTo, simulateOrders, sumOf } from '../support/history-result.ts';
import { oneCampaignShop } from '../support/one-campaign-shop.ts';
import { describeWithData } from '../support/real-data.ts';

/** Counted another way: the lines of the master file up to a day such as 19970630. */
function countLines(file: string, lastDay: string) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([customer = '', day = '']) => /^\d+$/.test(customer) && day <= lastDay);
  return {
    orders: rows.length,
    customers: new Set(rows.map(([customer]) => customer)).size,
    revenueMinor: { USD: rows.reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0) },
  };
}

describeWithData('simulate on all of CDNOW', ['cdnow/CDNOW_master.txt'], (file) => {
  it('counts every order and customer to the cent, and classes every customer', async () => {
    const result = await simulateOrders(file, '--format', 'cdnow');
    expect(result).toMatchObject({
      orders: 69_659,
      customers: 23_570,
      revenueMinor: { USD: 250_031_563 },
      rejected: 0,
      rejectedByReason: {},
      consentAssumed: true,
      endsAt: '1998-06-30T00:00:00.000Z',
    });
    for (const classes of [result.stages, result.tiers, result.frequencies, result.rfm])
      expect(sumOf(classes)).toBe(23_570);
    expect(Object.keys(result.stages)).toEqual([
      'prospect',
      'new',
      'active',
      'loyal',
      'won-back',
      'at-risk',
      'lapsed',
    ]);
    expect(Object.keys(result.tiers)).toEqual(['head', 'mid', 'tail']);
    expect(Object.keys(result.messages)).toEqual(
      expect.arrayContaining([
        'black-friday/early',
        'second-purchase/nudge',
        'win-back/first',
        'win-back/last',
      ]),
    );
    expect(result.messages['win-back/first']).toBeGreaterThan(1_000);
  });

  it('ends the clock at --until, with that day in', async () => {
    await using shop = await oneCampaignShop();
    const result = await simulateOrders(file, '--until', '1997-06-30', '--shop', shop.directory);
    expect(result).toMatchObject({ ...countLines(file, '19970630'), endsAt: '1997-06-30T23:59:59.000Z' });
    expect(sumOf(result.stages)).toBe(result.customers);
    // Nobody has been away for half a year yet, save who bought on the first days of the year.
    expect(result.stages.lapsed).toBeLessThan(result.customers / 100);
  });
});

describeWithData('simulate on the tenth of CDNOW', ['cdnow/CDNOW_sample.txt'], (file) => {
  it('lets time pass to --until after the last order', async () => {
    await using shop = await oneCampaignShop();
    const result = await simulateOrders(file, '--until', '2000-01-01', '--shop', shop.directory);
    expect(result).toMatchObject({ orders: 6_919, customers: 2_357, stages: { lapsed: 2_357 } });
  });

  it('comes to the same each time, in however many threads', async () => {
    // Three calibrations, of which every thread has to hear.
    const run = (threads: string) => simulateOrders(file, '--until', '1997-10-15', '--threads', threads);
    const [one, other] = [await run('1'), await run('3')];
    expect(cameTo(other)).toEqual(cameTo(one));
  });

  it('asks for no message where consent is not assumed', async () => {
    await using shop = await oneCampaignShop();
    const result = await simulateOrders(file, '--no-assume-consent', '--shop', shop.directory);
    expect(result).toMatchObject({ orders: 6_919, consentAssumed: false, messages: {} });
    expect(sumOf(result.suppressed)).toBeGreaterThan(100);
  });
});
