import { beforeEach, describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import { listAudit } from '../../../../shared/app/privacy/audit-record.ts';
import { eraseCustomer } from '../../../../shared/app/privacy/erase-customer.ts';
import { type LiftRequest, liftErasure } from '../../../../shared/app/privacy/lift-erasure.ts';
import { subjectHash } from '../../../../shared/app/privacy/subject-hash.ts';
import { tombstoneKey } from '../../../../shared/app/privacy/tombstone.ts';
import { addressHash } from '../../../../shared/app/suppression/address-hash.ts';
import { readSuppression, suppress } from '../../../../shared/app/suppression/suppression.ts';
import type { Table } from '../../../../shared/ports.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { inbound, putWholeCustomer, rules, SECRET, textOf } from './whole-customer.ts';

const ID = 'zoe-4711';
const EMAIL = `${ID}@example.invalid`;
const request: LiftRequest = { by: 'olga', reason: 'came back, request 42' };

describe('liftErasure', () => {
  let table: Table;
  beforeEach(async () => {
    table = memoryTable();
    await putWholeCustomer(table, ID);
    await eraseCustomer(ID, 'olga', { table, clock: clockAt(day(3)), secret: SECRET });
  });
  const lift = (wanted: Partial<LiftRequest> = {}, now = day(4)) =>
    liftErasure(ID, { ...request, ...wanted }, { table, clock: clockAt(now), secret: SECRET });
  const order = () =>
    decideBatch([inbound(ID, orderPlaced({ id: 'new-order', orderId: 'o9' }))], {
      table,
      rules,
      subjectSecret: SECRET,
    });
  const suppressionOf = (address: string) =>
    readSuppression('email', addressHash(SECRET, 'email', address), table);

  it('gives a new order of the same id its effect, which had none before, and brings nothing back', async () => {
    await order();
    expect(await table.get(stateKey(ID))).toBeUndefined();
    expect(await lift()).toMatchObject({ addresses: 0, isRecent: true });
    await order();
    const state = decodeState(ID, (await table.get(stateKey(ID)))?.body);
    expect(state.orders.map(({ orderId }) => orderId)).toEqual(['o9']);
    expect(state.consents).toEqual({});
  });

  it('puts on record who lifted it and why, by a hash of the id', async () => {
    await lift();
    const [newest, ...before] = await listAudit(table, subjectHash(SECRET, ID));
    expect(newest).toMatchObject({
      action: 'erasure-lifted',
      by: 'olga',
      reason: request.reason,
      at: day(4),
    });
    expect(before.map(({ action }) => action)).toContain('erased');
    expect(await textOf(table)).not.toContain(ID);
  });

  it('leaves addresses suppressed, but for one that is named', async () => {
    await lift();
    expect(await suppressionOf(EMAIL)).toMatchObject({ reason: 'erased' });
    await eraseCustomerAgain();
    expect(await lift({ email: EMAIL.toUpperCase(), phone: '+4915112345678' })).toMatchObject({
      addresses: 1,
    });
    expect(await suppressionOf(EMAIL)).toBeUndefined();
  });

  it('leaves an address alone that something else keeps', async () => {
    const hash = addressHash(SECRET, 'email', EMAIL);
    await table.transact([suppress('email', hash, 'complaint', day(3))]);
    expect(await lift({ email: EMAIL })).toMatchObject({ addresses: 0 });
    expect(await suppressionOf(EMAIL)).toMatchObject({ reason: 'complaint' });
  });

  it('says that it is recent while a dead-letter queue may hold what came before', async () => {
    expect(await lift({}, day(16))).toMatchObject({ isRecent: true });
    await eraseCustomerAgain();
    expect(await lift({}, day(18))).toMatchObject({ isRecent: false });
  });

  it('refuses who was never erased, an erasure under way, and a reason that names the person', async () => {
    for (const reason of [`asked by ${ID}`, 'ann@example.com wrote'])
      await expect(lift({ reason })).rejects.toMatchObject({ code: 'PRIVACY.NAMES_PERSON' });
    await lift();
    await expect(lift()).rejects.toMatchObject({ code: 'PRIVACY.NOT_ERASED' });
    const key = tombstoneKey(subjectHash(SECRET, ID));
    const body = { status: 'erasing', startedAt: 1, by: 'olga', removed: {} };
    await table.transact([{ kind: 'put', condition: 'absent', item: { ...key, version: 1, body } }]);
    await expect(lift()).rejects.toMatchObject({ code: 'PRIVACY.STILL_ERASING' });
  });

  /** The customer comes back and wants to be forgotten once more, on day 3 again. */
  async function eraseCustomerAgain(): Promise<void> {
    await putWholeCustomer(table, ID);
    await eraseCustomer(ID, 'olga', { table, clock: clockAt(day(3)), secret: SECRET });
  }
});
