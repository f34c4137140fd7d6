import { describe, expect, it } from 'vitest';
import { encodeJournalEntry } from '../../../../shared/app/decide/journal-document.ts';
import { encodeState } from '../../../../shared/app/decide/state-document.ts';
import {
  claimKey,
  dayCountersKey,
  journalKey,
  stateKey,
  TOTAL_COUNTERS_KEY,
} from '../../../../shared/app/item-keys.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import { unknownCustomer } from '../../../../shared/domain/decide.ts';
import type { Change, Item } from '../../../../shared/ports.ts';
import { day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';

let sequence = 0;
const insert = (item: Item): Change => {
  sequence += 1;
  return { sequence: String(sequence), kind: 'insert', key: item, after: item };
};

const asItem = (key: { pk: string; sk: string }, body: unknown): Item =>
  JSON.parse(JSON.stringify({ ...key, version: 1, body }));

const entry = (facts: Fact[], id = 'e1') =>
  insert(
    asItem(
      journalKey('c1', id),
      encodeJournalEntry({
        customerId: 'c1',
        input: orderPlaced({ id }),
        decidedAt: day(0),
        stateVersion: 1,
        place: 0,
        rulesVersion: 'r',
        calibration: 0,
        facts,
      }),
    ),
  );

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

  it('counts a claim when it is settled, not when it is made', async () => {
    const table = memoryTable();
    const claim = (status: string) =>
      asItem(claimKey('c1', 'win-back', 'offer', 'x'), {
        status,
        campaign: 'win-back',
        step: 'offer',
        occurrence: 'x',
        channel: 'email',
        template: 't',
        claimedAt: day(0),
        claimant: 'me',
      });
    await foldReport('shard', [insert(claim('claimed'))], table);
    expect(await table.get(TOTAL_COUNTERS_KEY)).toBeUndefined();
    sequence += 1;
    const key = claimKey('c1', 'win-back', 'offer', 'x');
    await foldReport(
      'shard',
      [{ sequence: String(sequence), kind: 'modify', key, before: claim('claimed'), after: claim('sent') }],
      table,
    );
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toEqual({ 'sent.win-back/offer': 1 });
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
