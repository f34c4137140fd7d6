import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { type DeliverDeps, deliverMessage } from '../../../../shared/app/deliver/deliver-message.ts';
import { handleOutbound } from '../../../../shared/app/deliver/handle-outbound.ts';
import { claimKey } from '../../../../shared/app/item-keys.ts';
import type { SendOutcome } from '../../../../shared/ports.ts';
import { bareWriters } from '../../../support/bare-writers.ts';
import { clockAt, KeptMailer, KeptQueue, KeptTexter } from '../../../support/fake-ports.ts';
import { customerUpdated, day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { rulesWith } from '../../../support/rules.ts';

const order = messageOrder({
  campaign: 'win-back',
  step: 'offer',
  occurrence: '2026-06-30T00:00:00Z',
  template: 'win-back',
  requestedAt: day(180),
});

/** A customer with an address and, unless told otherwise, consent; and what delivery needs. */
async function shop(
  options: { consent?: 'granted' | 'withdrawn'; email?: string | null; now?: number } = {},
) {
  const { consent = 'granted', email = 'ada@example.com', now = day(180) } = options;
  const table = memoryTable();
  const update = customerUpdated({
    reachable: { email: email !== null },
    consents: [{ channel: 'email', status: consent, source: 'checkout', at: day(0) }],
  });
  await decideBatch(
    [
      { customerId: 'c1', input: update, contact: { at: day(0), email }, acceptedAt: day(0) },
      { customerId: 'c1', input: orderPlaced(), acceptedAt: day(0) },
    ],
    { table, rules: rulesWith() },
  );
  const mailer = new KeptMailer();
  const texter = new KeptTexter();
  const deps: DeliverDeps = {
    table,
    mailer,
    texter,
    rules: rulesWith(),
    clock: clockAt(now),
    linkSecret: 'secret',
    ...bareWriters,
    writeText: async ({ address, order: { isPromotional } }) => ({
      status: 'written',
      locale: 'en',
      parts: 2,
      text: { to: address, body: 'Hi', isPromotional, tags: {}, timeToLiveSeconds: 60 },
    }),
  };
  const claim = async () =>
    (await table.get(claimKey('c1', order.campaign, order.step, order.occurrence)))?.body;
  return { deps, mailer, texter, table, claim };
}

describe('deliverMessage', () => {
  it('sends once, however often the order comes', async () => {
    const { deps, mailer, claim } = await shop();
    for (let time = 0; time < 3; time += 1)
      expect(await deliverMessage(order, deps)).toEqual({ status: 'settled' });
    expect(mailer.mails.map(({ to }) => to)).toEqual(['ada@example.com']);
    expect(await claim()).toMatchObject({ status: 'sent', providerMessageId: 'm0' });
  });

  it('sends once when the order comes many times at once', async () => {
    const { deps, mailer } = await shop();
    await Promise.all(Array.from({ length: 20 }, () => deliverMessage(order, deps)));
    expect(mailer.mails).toHaveLength(1);
  });

  it.each([
    ['consent was withdrawn', { consent: 'withdrawn' } as const, 'withdrawn', 'no-consent'],
    ['the address is gone', { email: null }, 'withdrawn', 'no-address'],
    ['it is too late', { now: day(184) }, 'expired', expect.stringContaining('worth nothing after')],
  ])('sends nothing when %s, and says so', async (_, options, status, reason) => {
    const { deps, mailer, claim } = await shop(options);
    await deliverMessage(order, deps);
    expect(mailer.mails).toEqual([]);
    expect(await claim()).toMatchObject({ status, reason });
  });

  it('sends nothing that could not be filled', async () => {
    const { deps, mailer, claim } = await shop();
    const writeMail = async () => ({ status: 'unrenderable', reason: 'customer.name is empty' }) as const;
    await deliverMessage(order, { ...deps, writeMail });
    expect(mailer.mails).toEqual([]);
    expect(await claim()).toMatchObject({ status: 'unrenderable', reason: 'customer.name is empty' });
  });

  it('tries again later when the provider took nothing', async () => {
    const { deps, mailer, claim } = await shop();
    const throttled: SendOutcome = { status: 'throttled', reason: 'rate' };
    mailer.answer = () => throttled;
    expect(await deliverMessage(order, deps)).toEqual({ status: 'deferred', reason: 'rate' });
    expect(await claim()).toBeUndefined();
    mailer.answer = () => ({ status: 'sent', providerMessageId: 'm1' });
    await deliverMessage(order, deps);
    expect(mailer.mails).toHaveLength(1);
  });

  it('keeps a refusal on record and does not try again', async () => {
    const { deps, mailer, claim } = await shop();
    mailer.answer = () => ({ status: 'rejected', reason: 'Bad content' });
    await deliverMessage(order, deps);
    await deliverMessage(order, deps);
    expect(await claim()).toMatchObject({ status: 'rejected', reason: 'Bad content' });
  });

  it('never sends again what the provider may have taken', async () => {
    const { deps, mailer, claim } = await shop();
    mailer.answer = () => {
      throw new Error('socket hang up');
    };
    await deliverMessage(order, deps);
    mailer.answer = () => ({ status: 'sent', providerMessageId: 'late' });
    await deliverMessage(order, deps);
    expect(mailer.mails).toEqual([]);
    expect(await claim()).toMatchObject({ status: 'uncertain' });
  });

  it('settles the claim of a process that died before the outcome as uncertain', async () => {
    const { deps, mailer, claim, table } = await shop();
    const dying: DeliverDeps = {
      ...deps,
      mailer: { send: () => new Promise(() => undefined) },
    };
    void deliverMessage(order, dying);
    while ((await claim()) === undefined) await new Promise(setImmediate);
    await deliverMessage(order, { ...deps, table });
    expect(mailer.mails).toEqual([]);
    expect(await claim()).toMatchObject({ status: 'uncertain', reason: expect.stringContaining('ended') });
  });

  it('goes on with its own claim when the answer to writing it was lost', async () => {
    const { deps, mailer, table } = await shop();
    const forgetful: DeliverDeps = {
      ...deps,
      table: {
        ...table,
        transact: async (writes) => {
          const result = await table.transact(writes);
          const isClaim = writes.some((write) => write.kind === 'put' && write.condition === 'absent');
          return isClaim ? { status: 'conflict', failed: [0] } : result;
        },
      },
    };
    await deliverMessage(order, forgetful);
    expect(mailer.mails).toHaveLength(1);
  });
});

describe('handleOutbound', () => {
  it('parks what it cannot read with the reason, and gives back what is to be tried again', async () => {
    const { deps, mailer } = await shop();
    mailer.answer = () => ({ status: 'throttled', reason: 'rate' });
    const deadLetters = new KeptQueue();
    const failed = await handleOutbound(
      [
        { messageId: '1', body: '{"campaign":""}' },
        { messageId: '2', body: JSON.stringify(order) },
      ],
      { ...deps, rules: async () => deps.rules, outbound: new KeptQueue(), deadLetters },
    );
    expect(failed).toEqual([{ messageId: '2', reason: 'rate' }]);
    expect(deadLetters.messages).toHaveLength(1);
    expect(JSON.parse(deadLetters.messages[0]?.body ?? '')).toMatchObject({
      reason: expect.stringContaining('customerId'),
      body: '{"campaign":""}',
    });
  });
});
