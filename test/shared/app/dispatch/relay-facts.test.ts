import { describe, expect, it } from 'vitest';
import { relayFacts } from '../../../../shared/app/dispatch/relay-facts.ts';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';
import type { Change } from '../../../../shared/ports.ts';
import { KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { journalChange } from '../../../support/journal-change.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { messageRequested } from '../../../support/message-requested.ts';

const requested = messageRequested({
  at: day(180),
  step: 'offer',
  occurrence: '2026-06-30T00:00:00Z',
  variant: 'story',
  offer: { percent: 10 },
  entry: { cartId: 'c-9', total: 49.5, skus: ['sencha'] },
});
const counted: Fact = {
  kind: 'order.counted',
  at: day(200),
  orderId: 'o1',
  occurredAt: day(200),
  totalMinor: 1,
  currency: 'USD',
};

const entryWith = (facts: readonly Fact[]) => journalChange(facts, { decidedAt: day(200) });

/** Nothing is wanted of any of them, unless a test does. */
const depsWith = (overrides: Partial<Parameters<typeof relayFacts>[1]> = {}) => ({
  outbound: new KeptQueue(),
  webhooks: new KeptQueue(),
  bus: new KeptBus(),
  table: memoryTable(),
  ...overrides,
});

describe('relayFacts', () => {
  it('orders the delivery of each message that was asked for, without any personal data', async () => {
    const outbound = new KeptQueue();
    await relayFacts([entryWith([requested, counted])], depsWith({ outbound }));
    expect(outbound.messages.map(({ body }) => JSON.parse(body))).toEqual([
      {
        customerId: 'c1',
        campaign: 'win-back',
        step: 'offer',
        occurrence: '2026-06-30T00:00:00Z',
        channel: 'email',
        template: 'win-back',
        isPromotional: true,
        variant: 'story',
        offer: { percent: 10 },
        entry: { cartId: 'c-9', total: 49.5, skus: ['sencha'] },
        requestedAt: day(180),
        expiresAt: day(183),
      },
    ]);
  });

  it('publishes facts under an id that stays the same, and leaves out what only repeats the shop', async () => {
    const bus = new KeptBus();
    await relayFacts([entryWith([counted, requested])], depsWith({ bus }));
    expect(bus.entries).toMatchObject([
      {
        source: 'perennial',
        detailType: 'message.requested',
        detail: { factId: 'c1/e1/1', customerId: 'c1', campaign: 'win-back', at: '2026-06-30T00:00:00.000Z' },
      },
    ]);
  });

  it('orders a message of a campaign without variants, offer and event', async () => {
    const { variant: _, offer: __, entry: ___, ...plain } = requested;
    const outbound = new KeptQueue();
    await relayFacts([entryWith([plain])], depsWith({ outbound }));
    const order = JSON.parse(outbound.messages[0]?.body ?? '');
    expect(order).toMatchObject({ offer: {}, entry: {} });
    expect(order).not.toHaveProperty('variant');
  });

  it('publishes what others are to act on, and what tells of a campaign', async () => {
    const entry = { campaign: 'win-back', occurrence: 'o' };
    const facts: readonly Fact[] = [
      {
        kind: 'webhook.requested',
        at: day(1),
        ...entry,
        step: 'w',
        endpoint: 'warehouse',
        data: { key: 'v' },
      },
      { kind: 'task.requested', at: day(1), ...entry, step: 't', title: 'Call', dueAt: day(3) },
      { kind: 'award.granted', at: day(1), ...entry, step: 'a', points: 100 },
      { kind: 'campaign.entered', at: day(1), ...entry },
      { kind: 'campaign.held-out', at: day(1), ...entry, group: 'holdout' },
      { kind: 'campaign.exited', at: day(1), ...entry, reason: 'finished' },
      { kind: 'message.suppressed', at: day(1), ...entry, step: 's', channel: 'email', reason: 'capped' },
    ];
    const bus = new KeptBus();
    await relayFacts([entryWith(facts)], depsWith({ bus }));
    expect(bus.entries.map(({ detailType }) => detailType)).toEqual(facts.map(({ kind }) => kind));
    expect(bus.entries[0]?.detail).toMatchObject({ ...entry, endpoint: 'warehouse', data: { key: 'v' } });
  });

  it('does not publish what leads to nothing yet, nor what an event said', async () => {
    const entry = { campaign: 'win-back', occurrence: 'o' };
    const bus = new KeptBus();
    const facts: readonly Fact[] = [
      { kind: 'campaign.refused', at: day(1), ...entry, reason: 'not-in-audience', why: { tier: 'tail' } },
      {
        kind: 'message.deferred',
        at: day(1),
        ...entry,
        step: 's',
        channel: 'email',
        reason: 'quiet',
        until: day(2),
      },
      { kind: 'message.engaged', at: day(1), ...entry, step: 's', engagement: 'opened' },
      { kind: 'case.opened', at: day(1), caseId: 'k' },
      requested,
    ];
    await relayFacts([entryWith(facts)], depsWith({ bus }));
    expect(bus.entries.map(({ detailType }) => detailType)).toEqual(['message.requested']);
    expect(bus.entries[0]?.detail).not.toHaveProperty('entry');
    expect(bus.entries[0]?.detail).toMatchObject({ variant: 'story', offer: { percent: 10 } });
  });

  it('ignores changes that are no journal entries', async () => {
    const outbound = new KeptQueue();
    const change: Change = { sequence: '2', kind: 'insert', key: stateKey('c1') };
    await relayFacts([change], depsWith({ outbound }));
    expect(outbound.messages).toEqual([]);
  });

  it('fails, to be given the batch again, when the bus does not take a fact', async () => {
    const bus = new KeptBus();
    bus.refuses = () => true;
    await expect(relayFacts([entryWith([requested])], depsWith({ bus }))).rejects.toMatchObject({
      code: 'DISPATCH.NOT_PUBLISHED',
      retryable: true,
    });
  });
});
