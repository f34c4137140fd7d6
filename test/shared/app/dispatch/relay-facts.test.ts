import { describe, expect, it } from 'vitest';
import { encodeJournalEntry } from '../../../../shared/app/decide/journal-document.ts';
import { relayFacts } from '../../../../shared/app/dispatch/relay-facts.ts';
import { journalKey, stateKey } from '../../../../shared/app/item-keys.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import type { Change, Item } from '../../../../shared/ports.ts';
import { KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day, orderPlaced } from '../../../support/inputs.ts';

const requested: Fact = {
  kind: 'message.requested',
  at: day(180),
  campaign: 'win-back',
  step: 'offer',
  occurrence: '2026-06-30T00:00:00Z',
  channel: 'email',
  template: 'win-back',
  expiresAt: day(183),
};
const counted: Fact = {
  kind: 'order.counted',
  at: day(200),
  orderId: 'o1',
  occurredAt: day(200),
  totalMinor: 1,
  currency: 'USD',
};

function entryWith(facts: readonly Fact[]): Change {
  const key = journalKey('c1', 'e1');
  const body = encodeJournalEntry({
    customerId: 'c1',
    input: orderPlaced({ id: 'e1' }),
    decidedAt: day(200),
    stateVersion: 1,
    place: 0,
    rulesVersion: 'r',
    calibration: 0,
    facts,
  });
  const after: Item = JSON.parse(JSON.stringify({ ...key, version: 1, body }));
  return { sequence: '1', kind: 'insert', key, after };
}

describe('relayFacts', () => {
  it('orders the delivery of each message that was asked for, without any personal data', async () => {
    const outbound = new KeptQueue();
    await relayFacts([entryWith([requested, counted])], { outbound, bus: new KeptBus() });
    expect(outbound.messages.map(({ body }) => JSON.parse(body))).toEqual([
      {
        customerId: 'c1',
        campaign: 'win-back',
        step: 'offer',
        occurrence: '2026-06-30T00:00:00Z',
        channel: 'email',
        template: 'win-back',
        requestedAt: day(180),
        expiresAt: day(183),
      },
    ]);
  });

  it('publishes facts under an id that stays the same, and leaves out what only repeats the shop', async () => {
    const bus = new KeptBus();
    await relayFacts([entryWith([counted, requested])], { outbound: new KeptQueue(), bus });
    expect(bus.entries).toMatchObject([
      {
        source: 'perennial',
        detailType: 'message.requested',
        detail: { factId: 'c1/e1/1', customerId: 'c1', campaign: 'win-back', at: '2026-06-30T00:00:00.000Z' },
      },
    ]);
  });

  it('ignores changes that are no journal entries', async () => {
    const outbound = new KeptQueue();
    const change: Change = { sequence: '2', kind: 'insert', key: stateKey('c1') };
    await relayFacts([change], { outbound, bus: new KeptBus() });
    expect(outbound.messages).toEqual([]);
  });

  it('fails, to be given the batch again, when the bus does not take a fact', async () => {
    const bus = new KeptBus();
    bus.refuses = () => true;
    await expect(
      relayFacts([entryWith([requested])], { outbound: new KeptQueue(), bus }),
    ).rejects.toMatchObject({ code: 'DISPATCH.NOT_PUBLISHED', retryable: true });
  });
});
