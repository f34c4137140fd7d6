import { describe, expect, it } from 'vitest';
import { type ShopFact, shopFactItem, shopFactOf } from '../../../../shared/app/calibrate/shop-fact.ts';
import { relayFacts } from '../../../../shared/app/dispatch/relay-facts.ts';
import type { Change } from '../../../../shared/ports.ts';
import { KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';

const broadcast = { campaign: 'sale', occurrence: '2026-03-01T10:00' };
const FACTS: readonly ShopFact[] = [
  { kind: 'calibration.published', at: day(1), sequence: 1, customers: 10, hasModel: false },
  { kind: 'campaign.paused', at: day(2), campaign: 'sale' },
  { kind: 'campaign.resumed', at: day(3), campaign: 'sale' },
  { kind: 'campaign.paused', at: day(4), campaign: 'sale' },
  { kind: 'broadcast.started', at: day(5), ...broadcast },
  { kind: 'broadcast.finished', at: day(6), ...broadcast, status: 'done', ticked: 40 },
];

const inserted = (fact: ShopFact): Change => {
  const { pk, sk, ...item } = shopFactItem(fact);
  return { sequence: '1', kind: 'insert', key: { pk, sk }, after: { pk, sk, ...item, body: { ...fact } } };
};

describe('facts of the shop', () => {
  it('are read out of the change that states them, and each has a key of its own', () => {
    expect(FACTS.map((fact) => shopFactOf(inserted(fact)))).toEqual(FACTS);
    expect(new Set(FACTS.map((fact) => shopFactItem(fact).sk)).size).toBe(FACTS.length);
  });

  it('go onto the bus with an id that a subscriber can tell them by', async () => {
    const bus = new KeptBus();
    await relayFacts(FACTS.map(inserted), {
      outbound: new KeptQueue(),
      webhooks: new KeptQueue(),
      table: memoryTable(),
      bus,
    });
    expect(bus.entries.map(({ detailType, detail }) => ({ detailType, detail }))).toContainEqual({
      detailType: 'broadcast.finished',
      detail: {
        factId: 'shop/broadcast.finished/sale#2026-03-01T10:00',
        at: '2026-01-07T00:00:00.000Z',
        ...broadcast,
        status: 'done',
        ticked: 40,
      },
    });
    expect(bus.entries).toHaveLength(FACTS.length);
  });
});
