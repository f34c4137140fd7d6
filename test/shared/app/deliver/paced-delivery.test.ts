import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { handleOutbound } from '../../../../shared/app/deliver/handle-outbound.ts';
import { createLane, type LaneDeps } from '../../../../shared/app/deliver/pace/create-lane.ts';
import { createSendPaces } from '../../../../shared/app/deliver/pace/send-paces.ts';
import { CLAIM_PREFIX, claimKey, sendPaceKey } from '../../../../shared/app/item-keys.ts';
import { type MessageOrder, messageOrderSchema } from '../../../../shared/domain/message/message-order.ts';
import type { SendOutcome, SendQuota } from '../../../../shared/ports.ts';
import { bareWriters } from '../../../support/bare-writers.ts';
import { KeptMailer, KeptQueue, KeptTexter } from '../../../support/fake-ports.ts';
import { customerUpdated, day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const NOW = day(180);

const orderTo = (customerId: string, overrides: Partial<MessageOrder> = {}): MessageOrder =>
  messageOrder({ customerId, occurrence: 'one', requestedAt: NOW, ...overrides });

interface Account {
  readonly onUncertain?: 'retry';
  readonly warmUp?: LaneDeps['warmUp'];
  /** For which the processor is at work on each claim and each outcome, and nothing else goes on. */
  readonly workMs?: number;
  readonly claimMs?: number;
}

/** A shop with customers `c0`, `c1` and so on, a provider with a quota, and a clock that waiting and work move on. */
async function shop(quota: SendQuota, { onUncertain, warmUp, workMs = 0, claimMs = 0 }: Account = {}) {
  const moment = { now: NOW };
  const memory = memoryTable();
  const table: typeof memory = {
    ...memory,
    transact: async (writes) => {
      if (writes.some((write) => write.kind === 'put' && write.item.sk.startsWith(CLAIM_PREFIX)))
        moment.now += workMs;
      return await memory.transact(writes);
    },
  };
  const rules = rulesWith({
    campaigns: [campaign({ purpose: 'transactional', ...(onUncertain && { onUncertain }) })],
  });
  for (let number = 0; number < 30; number += 1) {
    const update = customerUpdated({
      reachable: { email: true },
      consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: day(0) }],
    });
    const customerId = `c${number}`;
    await decideBatch(
      [
        {
          customerId,
          input: update,
          contact: { at: day(0), email: `${customerId}@example.com` },
          acceptedAt: day(0),
        },
        { customerId, input: orderPlaced(), acceptedAt: day(0) },
      ],
      { table, rules: rulesWith() },
    );
  }
  const clock = { now: () => moment.now };
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const wait = async (ms: number): Promise<void> =>
    await new Promise((wake) => sleepers.push({ until: moment.now + ms, wake }));
  const outbound = new KeptQueue();
  const mailer = new KeptMailer();
  const sentAt: number[] = [];
  const deps = {
    table,
    clock,
    outbound,
    deadLetters: new KeptQueue(),
    mailer: {
      send: async (mail: Parameters<KeptMailer['send']>[0]) => {
        sentAt.push(moment.now);
        return await mailer.send(mail);
      },
    },
    texter: new KeptTexter(),
    linkSecret: 'secret',
    rules: async () => rules,
    paces: createSendPaces(
      {
        email: createLane(sendPaceKey('email'), {
          table,
          clock,
          quota: async () => quota,
          settings: { share: 1, claimMs },
          wait,
          ...(warmUp && { warmUp }),
        }),
      },
      clock,
      wait,
    ),
    ...bareWriters,
  };
  /** The clock moves on when nothing is left to do before. */
  const deliver = async (orders: readonly MessageOrder[]) => {
    const handled = { isDone: false };
    const delivering = handleOutbound(
      orders.map((order, position) => ({ messageId: String(position), body: JSON.stringify(order) })),
      deps,
    ).finally(() => {
      handled.isDone = true;
    });
    while (!handled.isDone) {
      for (let turn = 0; turn < 25; turn += 1) await new Promise(setImmediate);
      sleepers.sort((a, b) => a.until - b.until);
      const next = sleepers.shift();
      moment.now = Math.max(moment.now, next?.until ?? 0);
      next?.wake();
    }
    return await delivering;
  };
  const claimOf = async (customerId: string) =>
    (await table.get(claimKey(customerId, 'thanks', 'mail', 'one')))?.body;
  const returned = () =>
    outbound.messages.map(({ body, delaySeconds }) => ({
      order: messageOrderSchema.parse(JSON.parse(body)),
      delaySeconds,
    }));
  return { deliver, mailer, sentAt, moment, claimOf, outbound, returned, table };
}

const customers = (count: number) => Array.from({ length: count }, (_, number) => orderTo(`c${number}`));

describe('delivery within a quota', () => {
  it('sends a batch one interval apart', async () => {
    const { deliver, sentAt } = await shop({ perSecond: 10, sentLastDay: 0 });
    expect(await deliver(customers(25))).toEqual([]);
    expect(sentAt.map((at) => at - NOW)).toEqual(Array.from({ length: 25 }, (_, position) => position * 100));
  });

  it('sends a whole batch in the slots that it took, where there is time for its claims before the first', async () => {
    const reservations = async (claimMs: number) => {
      const { deliver, sentAt, table } = await shop(
        { perSecond: 500, sentLastDay: 0 },
        { workMs: 3, claimMs },
      );
      await deliver(customers(25));
      expect(sentAt).toHaveLength(25);
      return (await table.get(sendPaceKey('email')))?.version;
    };
    expect(await reservations(5)).toBe(1);
    expect(await reservations(0)).toBeGreaterThan(5);
  });

  it('gives back to the queue what would wait for too long, with nothing on record', async () => {
    const { deliver, mailer, returned, claimOf } = await shop({ perSecond: 1, sentLastDay: 0 });
    expect(await deliver(customers(25))).toEqual([]);
    expect(mailer.mails).toHaveLength(16);
    expect(returned()).toHaveLength(9);
    const [first] = returned();
    expect(first?.order.isDeferred).toBeUndefined();
    expect(await claimOf(first?.order.customerId ?? '')).toBeUndefined();
  });

  it('defers what the day has no room for, on record, and sends it when there is room', async () => {
    const quota = { perSecond: 100, perDay: 20, sentLastDay: 0 };
    const { deliver, mailer, moment, returned, claimOf, outbound } = await shop(quota);
    await deliver(customers(22));
    // One of 20 is kept for transactional messages.
    expect(mailer.mails).toHaveLength(19);
    expect(returned()).toMatchObject(
      Array.from({ length: 3 }, () => ({ order: { isDeferred: true }, delaySeconds: 900 })),
    );
    const waiting = returned().map(({ order }) => order);
    const [one] = waiting;
    expect(await claimOf(one?.customerId ?? '')).toMatchObject({ status: 'deferred', reason: 'daily-quota' });
    outbound.messages.length = 0;
    moment.now += 86_400_000;
    await deliver(waiting);
    expect(mailer.mails).toHaveLength(22);
    expect(await claimOf(one?.customerId ?? '')).toMatchObject({ status: 'sent' });
    expect(outbound.messages).toEqual([]);
  });

  it('defers what a new domain may not send today to the next day, or drops it where it is worth nothing by then', async () => {
    const endsAt = (now: number) => now - (now % 86_400_000) + 86_400_000;
    const warmUp = (now: number) => ({ day: 1, date: '', mails: 5, endsAt: endsAt(now) });
    const quota = { perSecond: 1000, sentLastDay: 0 };
    const { deliver, mailer, moment, returned, claimOf, outbound } = await shop(quota, { warmUp });
    const short = orderTo('c7', { expiresAt: NOW + 3_600_000 });
    await deliver([...customers(7), short, orderTo('c8', { isPromotional: false })]);
    expect(mailer.mails).toHaveLength(5);
    expect(await claimOf('c8')).toMatchObject({ status: 'sent' });
    expect(await claimOf('c7')).toMatchObject({ status: 'deferred', reason: 'warm-up' });
    const waiting = returned().map(({ order }) => order);
    expect(waiting).toHaveLength(4);
    outbound.messages.length = 0;
    moment.now = endsAt(NOW) + 1000;
    await deliver(waiting);
    expect(mailer.mails).toHaveLength(8);
    expect(await claimOf('c7')).toMatchObject({ status: 'expired' });
    expect(outbound.messages).toEqual([]);
  });

  it('reads and writes nothing for what is on record as waiting while the day is full', async () => {
    const { deliver, returned, table, outbound } = await shop({
      perSecond: 100,
      perDay: 20,
      sentLastDay: 20,
    });
    await deliver(customers(3));
    const waiting = returned().map(({ order }) => order);
    outbound.messages.length = 0;
    const before = { ...table.consumed };
    await deliver(waiting);
    expect(table.consumed.writeUnits).toBe(before.writeUnits);
    // The controls of campaigns are read once for a batch.
    expect(table.consumed.readUnits - before.readUnits).toBeLessThanOrEqual(1);
    expect(returned()).toHaveLength(3);
  });

  it('keeps a message that waited for the quota until it is worth nothing, and says so then', async () => {
    const { deliver, returned, moment, claimOf } = await shop({
      perSecond: 100,
      perDay: 20,
      sentLastDay: 20,
    });
    await deliver([orderTo('c1')]);
    moment.now += 4 * 86_400_000;
    await deliver(returned().map(({ order }) => order));
    expect(await claimOf('c1')).toMatchObject({ status: 'expired' });
  });

  it('lets a transactional message into what promotion leaves', async () => {
    const { deliver, mailer, claimOf } = await shop({ perSecond: 100, perDay: 20, sentLastDay: 19 });
    await deliver([orderTo('c1'), orderTo('c2', { isPromotional: false })]);
    expect(mailer.mails.map(({ to }) => to)).toEqual(['c2@example.com']);
    expect(await claimOf('c1')).toMatchObject({ status: 'deferred' });
  });

  it.each<[string, SendOutcome, object]>([
    ['the rate', { status: 'throttled', reason: 'Throttling', limit: 'rate' }, { delaySeconds: 2 }],
    ['the day', { status: 'throttled', reason: 'Throttling', limit: 'daily' }, { delaySeconds: 900 }],
  ])(
    'gives back to the queue what the provider refused for %s, and nothing as failed',
    async (_, outcome, expected) => {
      const { deliver, mailer, returned } = await shop({ perSecond: 100, sentLastDay: 0 });
      mailer.answer = () => outcome;
      expect(await deliver([orderTo('c1')])).toEqual([]);
      expect(returned()).toMatchObject([expected]);
    },
  );
});

describe('an uncertain message', () => {
  const lost = () => {
    throw new Error('socket hang up');
  };
  const transactional = orderTo('c1', { isPromotional: false });

  it('is sent once more where its campaign says so, after a quarter of an hour and not again', async () => {
    const { deliver, mailer, moment, claimOf, returned, sentAt } = await shop(
      { perSecond: 100, sentLastDay: 0 },
      { onUncertain: 'retry' },
    );
    mailer.answer = lost;
    await deliver([transactional]);
    expect(await claimOf('c1')).toMatchObject({ status: 'uncertain' });
    expect(returned()).toMatchObject([{ delaySeconds: 900 }]);
    await deliver([transactional]);
    expect(sentAt).toHaveLength(1);
    moment.now += 900_000;
    await deliver([transactional]);
    expect(sentAt).toHaveLength(2);
    expect(await claimOf('c1')).toMatchObject({ status: 'uncertain', attempt: 2 });
    moment.now += 900_000;
    await deliver([transactional]);
    expect(sentAt).toHaveLength(2);
  });

  it.each([
    ['it is promotion', 'retry' as const, orderTo('c1')],
    ['its campaign does not say so', undefined, transactional],
  ])('is never sent again where %s', async (_, onUncertain, order) => {
    const { deliver, mailer, moment, sentAt, outbound } = await shop(
      { perSecond: 100, sentLastDay: 0 },
      onUncertain && { onUncertain },
    );
    mailer.answer = lost;
    await deliver([order]);
    moment.now += 900_000;
    await deliver([order]);
    expect(sentAt).toHaveLength(1);
    expect(outbound.messages).toEqual([]);
  });
});
