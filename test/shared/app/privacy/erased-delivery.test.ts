import { describe, expect, it } from 'vitest';
import { type DeliverDeps, deliverMessage } from '../../../../shared/app/deliver/deliver-message.ts';
import { eraseCustomer } from '../../../../shared/app/privacy/erase-customer.ts';
import type { Table } from '../../../../shared/ports.ts';
import { bareWriters } from '../../../support/bare-writers.ts';
import { clockAt, KeptMailer, KeptTexter } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { putWholeCustomer, rules, SECRET, textOf } from './whole-customer.ts';

const ID = 'zoe-4711';

const order = messageOrder({
  customerId: ID,
  occurrence: 'o9',
  isPromotional: false,
  requestedAt: day(2),
  expiresAt: day(6),
});

function deliveryOver(table: Table, now: number) {
  const mailer = new KeptMailer();
  const deps: DeliverDeps = {
    table,
    mailer,
    texter: new KeptTexter(),
    rules,
    clock: clockAt(now),
    linkSecret: SECRET,
    ...bareWriters,
  };
  return { mailer, deps };
}

describe('a message to somebody who was erased meanwhile', () => {
  it('goes to whoever is there', async () => {
    const table = memoryTable();
    await putWholeCustomer(table, ID);
    const { mailer, deps } = deliveryOver(table, day(4));
    expect(await deliverMessage(order, deps)).toEqual({ status: 'settled' });
    expect(mailer.mails.map(({ to }) => to)).toEqual([`${ID}@example.invalid`]);
  });

  it.each([
    ['in time', day(4)],
    ['after it was worth anything', day(9)],
  ])('is not sent and leaves no record, %s', async (_, now) => {
    const table = memoryTable();
    await putWholeCustomer(table, ID);
    await eraseCustomer(ID, 'olga', { table, clock: clockAt(day(3)), secret: SECRET });
    const { mailer, deps } = deliveryOver(table, now);
    expect(await deliverMessage(order, deps)).toEqual({ status: 'settled' });
    expect(mailer.mails).toEqual([]);
    expect(await textOf(table)).not.toContain(ID);
  });

  it('goes to nobody else with the same address either', async () => {
    const table = memoryTable();
    await putWholeCustomer(table, ID);
    await eraseCustomer(ID, 'olga', { table, clock: clockAt(day(3)), secret: SECRET });
    const twin = `${ID.toUpperCase()}`;
    await putWholeCustomer(table, twin);
    const { mailer, deps } = deliveryOver(table, day(4));
    await deliverMessage({ ...order, customerId: twin }, deps);
    expect(mailer.mails).toEqual([]);
  });
});
