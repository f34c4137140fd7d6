import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { type DeliverDeps, deliverMessage } from '../../../../shared/app/deliver/deliver-message.ts';
import { claimKey } from '../../../../shared/app/item-keys.ts';
import { addressHash } from '../../../../shared/app/suppression/address-hash.ts';
import {
  liftSuppression,
  readSuppression,
  suppress,
} from '../../../../shared/app/suppression/suppression.ts';
import { bareWriters } from '../../../support/bare-writers.ts';
import { clockAt, KeptMailer, KeptTexter } from '../../../support/fake-ports.ts';
import { customerUpdated, day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { rulesWith } from '../../../support/rules.ts';

const order = messageOrder({
  ...{ campaign: 'win-back', step: 'offer', template: 'win-back' },
  ...{ requestedAt: day(1), expiresAt: day(3) },
});
const hash = addressHash('secret', 'email', 'ada@example.com');

async function shop(address: string) {
  const table = memoryTable();
  const rules = rulesWith();
  const input = customerUpdated({
    reachable: { email: true },
    consents: [{ channel: 'email', status: 'granted', source: 'checkout', at: day(0) }],
  });
  await decideBatch(
    [{ customerId: 'c1', input, contact: { at: day(0), email: address }, acceptedAt: day(0) }],
    { table, rules },
  );
  const mailer = new KeptMailer();
  const deps: DeliverDeps = {
    ...{ table, rules, mailer, texter: new KeptTexter(), clock: clockAt(day(1)), linkSecret: 'secret' },
    ...bareWriters,
  };
  const claim = async (occurrence = 'o1') =>
    (await table.get(claimKey('c1', 'win-back', 'offer', occurrence)))?.body;
  return { table, deps, mailer, claim };
}

describe('a message to a suppressed address', () => {
  it.each(['ada@example.com', ' Ada@Example.COM'])(
    'is not sent, however it is written: %s',
    async (address) => {
      const { table, deps, mailer, claim } = await shop(address);
      await table.transact([suppress('email', hash, 'complaint', day(0))]);
      expect(await deliverMessage(order, deps)).toEqual({ status: 'settled' });
      expect(mailer.mails).toEqual([]);
      expect(await claim()).toMatchObject({ status: 'suppressed', reason: 'complaint' });
    },
  );

  it('goes all the same where only promotion is held back and it is none', async () => {
    const { table, deps, mailer, claim } = await shop('ada@example.com');
    await table.transact([suppress('email', hash, 'imported', day(0), true)]);
    await deliverMessage(order, deps);
    await deliverMessage({ ...order, isPromotional: false, occurrence: 'o2' }, deps);
    expect(mailer.mails).toHaveLength(1);
    expect(await claim()).toMatchObject({ status: 'suppressed', reason: 'imported' });
    expect(await claim('o2')).toMatchObject({ status: 'sent' });
  });

  it('goes again once the suppression is lifted; another channel’s never held it back', async () => {
    const { table, deps, mailer } = await shop('ada@example.com');
    await table.transact([
      suppress('email', hash, 'imported', day(0)),
      suppress('sms', hash, 'opted-out', day(0)),
    ]);
    await table.transact([liftSuppression('email', hash)]);
    await deliverMessage(order, deps);
    expect(mailer.mails).toHaveLength(1);
  });
});

describe('a number that the provider says has opted out', () => {
  it.each([
    ['ConflictException: DESTINATION_PHONE_NUMBER_OPTED_OUT', 'opted-out'],
    ['ConflictException: DESTINATION_PHONE_NUMBER_NOT_VERIFIED', undefined],
  ])('is not tried again, and one refused for another reason is: %s', async (reason, suppressed) => {
    const { table, deps } = await shop('ada@example.com');
    const number = '+12065550100';
    const input = customerUpdated({ id: 'u2', reachable: { sms: true } });
    await decideBatch(
      [{ customerId: 'c1', input, contact: { at: day(0), phone: number }, acceptedAt: day(0) }],
      {
        table,
        rules: rulesWith(),
      },
    );
    const texting: DeliverDeps = {
      ...deps,
      texter: { send: async () => ({ status: 'rejected', reason }) },
      writeText: async () => ({
        ...{ status: 'written', locale: 'en', parts: 1 },
        text: { to: number, body: 'Hi', isPromotional: false, tags: {}, timeToLiveSeconds: 60 },
      }),
    };
    await deliverMessage({ ...order, channel: 'sms', isPromotional: false }, texting);
    const standing = await readSuppression('sms', addressHash('secret', 'sms', number), table);
    expect(standing?.reason).toBe(suppressed);
  });
});
