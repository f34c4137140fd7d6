import { describe, expect, it } from 'vitest';
import { encodeState } from '../../../../shared/app/decide/state-document.ts';
import {
  campaignCountersKey,
  campaignDayCountersKey,
  claimKey,
  dayCountersKey,
  missesPartition,
  reportCheckpointKey,
  stateKey,
  TOTAL_COUNTERS_KEY,
} from '../../../../shared/app/item-keys.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import type { Change, Item, Page } from '../../../../shared/ports.ts';
import { day } from '../../../support/inputs.ts';
import { journalChange } from '../../../support/journal-change.ts';
import { memoryTable } from '../../../support/memory-table.ts';

let sequence = 0;
const insert = (item: Item): Change => {
  sequence += 1;
  return { sequence: String(sequence), kind: 'insert', key: item, after: item };
};

const asItem = (key: { pk: string; sk: string }, body: unknown): Item =>
  JSON.parse(JSON.stringify({ ...key, version: 1, body }));

const entry = (facts: Fact[], inputId = 'e1'): Change => {
  sequence += 1;
  return { ...journalChange(facts, { inputId }), sequence: String(sequence) };
};

const counted = (totalMinor: number): Fact => ({
  kind: 'order.counted',
  at: day(0),
  orderId: 'o',
  occurredAt: day(0),
  totalMinor,
  currency: 'USD',
});

type Classified = CustomerState['classes'] & { readonly segments?: readonly string[] };

const stateOf = ({ segments = [], ...classes }: Classified): Item =>
  asItem(stateKey('c1'), encodeState({ ...unknownCustomer('c1'), classes, segments }));

const moved = (from: Classified, to: Classified): Change => {
  sequence += 1;
  return {
    sequence: String(sequence),
    kind: 'modify',
    key: stateKey('c1'),
    before: stateOf(from),
    after: stateOf(to),
  };
};

describe('foldReport', () => {
  it('adds facts up by the day on which they happened and in all', async () => {
    const table = memoryTable();
    await foldReport('shard', [entry([counted(500), counted(250)])], table);
    const expected = { orders: 2, 'revenue.USD': 750 };
    expect((await table.get(dayCountersKey('2026-01-01')))?.body).toEqual(expected);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toEqual(expected);
  });

  it('counts a batch that is delivered again only once, and its new part once', async () => {
    const table = memoryTable();
    const first = entry([counted(500)]);
    const second = entry([counted(7)], 'e2');
    await foldReport('shard', [first], table);
    await foldReport('shard', [first], table);
    await foldReport('shard', [first, second], table);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toEqual({ orders: 2, 'revenue.USD': 507 });
  });

  it('lets one of two runs over the same shard win', async () => {
    const table = memoryTable();
    const change = entry([counted(500)]);
    const runs = await Promise.allSettled([
      foldReport('shard', [change], table),
      foldReport('shard', [change], table),
    ]);
    expect(runs.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toEqual({ orders: 1, 'revenue.USD': 500 });
  });

  it('keeps the number of customers in each class', async () => {
    const table = memoryTable();
    const active = { stage: 'active', tier: 'mid', frequency: 'low', rfm: { r: 5, f: 2, m: 3 } } as const;
    const lapsed = { stage: 'lapsed', tier: 'mid', frequency: 'low', rfm: { r: 2, f: 2, m: 3 } } as const;
    await foldReport('shard', [insert(stateOf(active))], table);
    await foldReport('shard', [moved(active, lapsed)], table);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({
      customers: 1,
      'stage=active': 0,
      'stage=lapsed': 1,
      'class=lapsed/mid': 1,
      'tier=mid': 1,
      'rfm=523': 0,
      'rfm=223': 1,
    });
  });

  it('keeps the number of customers in each segment of the shop, and with each need', async () => {
    const table = memoryTable();
    const before: Classified = {
      stage: 'active',
      tier: 'mid',
      frequency: 'low',
      segments: ['new-tea', 'vip'],
    };
    const after: Classified = { ...before, price: 'discount', novelty: 'mixed', segments: ['vip'] };
    await foldReport('shard', [insert(stateOf(before)), moved(before, after)], table);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({
      'segment=vip': 1,
      'price=discount': 1,
      'novelty=mixed': 1,
    });
    await foldReport('shard', [moved(after, { ...after, segments: [] })], table);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({ 'segment=vip': 0 });
  });

  it('counts moves between classes by where they come from, on the day from which they are true', async () => {
    const table = memoryTable();
    const why = {};
    const moves = entry([
      { kind: 'stage.changed', at: day(0), from: null, to: 'new', why },
      { kind: 'tier.changed', at: day(0), from: null, to: 'tail', why },
      { kind: 'stage.changed', at: day(3), from: 'new', to: 'active', why },
      { kind: 'group.changed', at: day(3), from: 'New', to: 'Promising', why },
      { kind: 'group.changed', at: day(3), from: 'Promising', to: null, why },
      { kind: 'segment.entered', at: day(3), segment: 'vip', why },
      { kind: 'segment.left', at: day(4), segment: 'vip', why },
    ]);
    await foldReport('shard', [moves], table);
    expect((await table.get(dayCountersKey('2026-01-01')))?.body).toEqual({
      'moved.stage.>new': 1,
      'moved.tier.>tail': 1,
    });
    expect((await table.get(dayCountersKey('2026-01-04')))?.body).toEqual({
      'moved.stage.new>active': 1,
      'group.left.New': 1,
      'group.entered.Promising': 1,
      'group.left.Promising': 1,
      'segment.entered.vip': 1,
    });
    expect((await table.get(dayCountersKey('2026-01-05')))?.body).toEqual({ 'segment.left.vip': 1 });
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({
      'moved.stage.>new': 1,
      'moved.stage.new>active': 1,
      'segment.left.vip': 1,
    });
  });

  const message = { campaign: 'win-back', step: 'offer', occurrence: 'x', channel: 'email' } as const;

  const claim = (status: string, settledAt?: number) =>
    asItem(claimKey('c1', 'win-back', 'offer', 'x'), {
      ...message,
      status,
      template: 't',
      claimedAt: day(0),
      claimant: 'me',
      ...(settledAt !== undefined && { settledAt }),
    });

  const settled = (before: Item, after: Item): Change => {
    sequence += 1;
    return {
      sequence: String(sequence),
      kind: 'modify',
      key: claimKey('c1', 'win-back', 'offer', 'x'),
      before,
      after,
    };
  };

  const missesOf = async (table: ReturnType<typeof memoryTable>) =>
    (await table.query(missesPartition('win-back'))).items;

  it('counts a claim when it is settled, not when it is made', async () => {
    const table = memoryTable();
    await foldReport('shard', [insert(claim('claimed'))], table);
    expect(await table.get(campaignCountersKey('win-back'))).toBeUndefined();
    await foldReport('shard', [settled(claim('claimed'), claim('sent', day(1)))], table);
    expect((await table.get(campaignCountersKey('win-back')))?.body).toEqual({
      'sent.offer': 1,
      'billed.email': 1,
    });
    expect((await table.get(campaignDayCountersKey('win-back', '2026-01-02')))?.body).toEqual({
      sent: 1,
      'mailed@0000': 1,
    });
    expect((await table.get(dayCountersKey('2026-01-02')))?.body).toEqual({ sent: 1 });
    expect(await missesOf(table)).toEqual([]);
  });

  it('counts a text message by the parts that are billed', async () => {
    const table = memoryTable();
    const text = claim('sent', day(1));
    const body = { ...Object(text.body), channel: 'sms', parts: 3 };
    await foldReport('shard', [insert({ ...text, body })], table);
    expect((await table.get(campaignCountersKey('win-back')))?.body).toEqual({
      'sent.offer': 1,
      'billed.sms': 3,
    });
  });

  it('counts what a campaign did, by arm, step and reason, and the whole of it by day', async () => {
    const table = memoryTable();
    const entered = { at: day(0), campaign: 'win-back', occurrence: 'x' };
    const bought = { ...entered, kind: 'campaign.converted', orderId: 'o' } as const;
    await foldReport(
      'shard',
      [
        entry([
          { ...entered, kind: 'campaign.entered', variant: 'story' },
          { ...entered, kind: 'campaign.entered' },
          { ...entered, kind: 'campaign.held-out', group: 'holdout' },
          { ...entered, kind: 'campaign.refused', reason: 're-entry', why: {} },
          { ...entered, kind: 'campaign.exited', reason: 'finished' },
          {
            ...message,
            at: day(0),
            kind: 'message.requested',
            template: 't',
            isPromotional: true,
            expiresAt: day(3),
          },
          { ...message, at: day(0), kind: 'message.deferred', reason: 'quiet', until: day(1) },
          { ...message, at: day(1), kind: 'message.engaged', engagement: 'opened' },
          { ...message, at: day(1), kind: 'message.engaged', engagement: 'clicked' },
          {
            ...message,
            at: day(1),
            kind: 'order.attributed',
            orderId: 'o',
            touch: 'click',
            valueMinor: 4_250,
          },
          { ...bought, arm: 'story', valueMinor: 4_250, earlierOrders: 0, earlierMinor: 0 },
          { ...bought, arm: 'story', valueMinor: 1_000, earlierOrders: 1, earlierMinor: 4_250 },
          { ...bought, arm: 'holdout', valueMinor: 900, earlierOrders: 0, earlierMinor: 0 },
        ]),
      ],
      table,
    );
    expect((await table.get(campaignCountersKey('win-back')))?.body).toEqual({
      'entered.story': 1,
      'entered.all': 1,
      'entered.holdout': 1,
      'refused.re-entry': 1,
      'exited.finished': 1,
      'requested.offer': 1,
      'deferred.offer/quiet': 1,
      'opened.offer': 1,
      'clicked.offer': 1,
      'orders.offer': 1,
      'revenue.offer': 4_250,
      'converted.story': 1,
      'value.story': 5_250,
      'squares.story': Math.round(52.5 ** 2),
      'converted.holdout': 1,
      'value.holdout': 900,
      'squares.holdout': 81,
    });
    expect((await table.get(campaignDayCountersKey('win-back', '2026-01-01')))?.body).toEqual({
      entered: 2,
      heldOut: 1,
      requested: 1,
      converted: 1,
      value: 5_250,
    });
    expect((await table.get(campaignDayCountersKey('win-back', '2026-01-02')))?.body).toEqual({
      opened: 1,
      clicked: 1,
      orders: 1,
      revenue: 4_250,
    });
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toBeUndefined();
  });

  it('tells who was to get a message and did not, once each, and nothing of who was held out', async () => {
    const table = memoryTable();
    const changes = [
      entry([
        { ...message, at: day(0), kind: 'message.suppressed', reason: 'no-consent' },
        { at: day(0), kind: 'campaign.held-out', campaign: 'win-back', occurrence: 'x', group: 'holdout' },
      ]),
      settled(claim('claimed'), claim('expired', day(2))),
    ];
    await foldReport('shard', changes, table);
    await foldReport('shard', changes, table);
    const misses = await missesOf(table);
    expect(misses.map(({ body }) => body)).toEqual([
      {
        at: day(0),
        customerId: 'c1',
        step: 'offer',
        occurrence: 'x',
        channel: 'email',
        outcome: 'suppressed',
        reason: 'no-consent',
      },
      { at: day(2), customerId: 'c1', step: 'offer', occurrence: 'x', channel: 'email', outcome: 'expired' },
    ]);
    expect(misses.map(({ expiresAt = 0 }) => expiresAt)).toEqual([day(400), day(402)]);
  });

  it('takes back what an uncertain message counted once the provider tells that it went', async () => {
    const table = memoryTable();
    await foldReport('shard', [settled(claim('claimed'), claim('uncertain', day(1)))], table);
    expect(await missesOf(table)).toMatchObject([{ body: { outcome: 'uncertain' } }]);
    await foldReport('shard', [settled(claim('uncertain', day(1)), claim('sent', day(2)))], table);
    expect(await missesOf(table)).toEqual([]);
    expect((await table.get(campaignCountersKey('win-back')))?.body).toEqual({
      'uncertain.offer': 0,
      'sent.offer': 1,
      'billed.email': 1,
    });
  });

  it('goes on where it was killed within a change that takes several transactions', async () => {
    const table = memoryTable();
    const facts = Array.from(
      { length: 250 },
      (_, position): Fact => ({
        ...message,
        at: day(position),
        kind: 'message.suppressed',
        reason: 'capped',
      }),
    );
    const change = entry(facts);
    let transactions = 0;
    const dying = {
      ...bound(table),
      transact: (writes: Parameters<typeof table.transact>[0]) => {
        transactions += 1;
        return transactions === 3 ? Promise.reject(new Error('killed')) : table.transact(writes);
      },
    };
    await expect(foldReport('shard', [change], dying)).rejects.toThrow('killed');
    expect((await table.get(reportCheckpointKey('shard')))?.body).toMatchObject({
      sequence: '-1',
      begun: { transactions: 2 },
    });
    await foldReport('shard', [change, entry([counted(500)], 'e2')], table);
    expect((await table.get(campaignCountersKey('win-back')))?.body).toEqual({
      'suppressed.offer/capped': 250,
    });
    expect(await countAll(table)).toBe(250);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({ orders: 1 });
  });

  it('takes a batch over more days than one transaction can', async () => {
    const table = memoryTable();
    const changes = Array.from({ length: 300 }, (_, position) =>
      entry([{ ...counted(1), occurredAt: day(position) } as Fact], `e${position}`),
    );
    await foldReport('shard', changes, table);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toEqual({ orders: 300, 'revenue.USD': 300 });
  });
});

/** The table's operations apart from the table, so that one of them can be another. */
const bound = (table: ReturnType<typeof memoryTable>) => ({
  get: table.get.bind(table),
  getMany: table.getMany.bind(table),
  query: table.query.bind(table),
  due: table.due.bind(table),
  audience: table.audience.bind(table),
  scan: table.scan.bind(table),
  consumed: table.consumed,
});

async function countAll(table: ReturnType<typeof memoryTable>): Promise<number> {
  let [count, cursor]: [number, string | undefined] = [0, undefined];
  do {
    const page: Page<Item> = await table.query(
      missesPartition('win-back'),
      cursor === undefined ? {} : { cursor },
    );
    count += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return count;
}
