import { describe, expect, it } from 'vitest';
import { readConsents } from '../../../../shared/app/consent/consent-record.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { decodeState, encodeState } from '../../../../shared/app/decide/state-document.ts';
import { customerPartition, stateKey } from '../../../../shared/app/item-keys.ts';
import type { CustomerUpdated } from '../../../../shared/domain/customer/input.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import { customerUpdated, day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const word = { channel: 'email', status: 'granted', source: 'checkout', at: day(1) } as const;

const saying = (id: string, occurredAt: number, consents: CustomerUpdated['consents']) => ({
  customerId: 'c1',
  input: customerUpdated({ id, occurredAt, ...(consents && { consents }) }),
  acceptedAt: occurredAt + 1000,
});

describe('the record of consents', () => {
  it('keeps every word, the oldest first, with its wording and proof', async () => {
    const table = memoryTable();
    const rules = rulesWith();
    const proven = { ...word, topic: 'news', wording: 'Send me news', proof: 'form-7' };
    await decideBatch([saying('e1', day(1), [word, proven])], { table, rules });
    await decideBatch([saying('e2', day(2), [{ ...word, status: 'withdrawn', at: day(2) }])], {
      table,
      rules,
    });
    expect(await readConsents('c1', table)).toEqual([
      { ...word, receivedAt: day(1) + 1000, inputId: 'e1' },
      { ...proven, receivedAt: day(1) + 1000, inputId: 'e1' },
      { ...word, status: 'withdrawn', at: day(2), receivedAt: day(2) + 1000, inputId: 'e2' },
    ]);
  });

  it('is written once for an event that comes again, and not for one that says nothing of consents', async () => {
    const table = memoryTable();
    const rules = rulesWith();
    const order = { customerId: 'c1', input: orderPlaced(), acceptedAt: day(0) };
    await decideBatch([order, saying('e0', day(0), undefined)], { table, rules });
    expect(await readConsents('c1', table)).toEqual([]);
    for (const _ of [1, 2]) await decideBatch([saying('e1', day(1), [word])], { table, rules });
    expect(await readConsents('c1', table)).toHaveLength(1);
  });

  it('is of nobody where no customer has the id', async () => {
    await expect(readConsents('nobody', memoryTable())).rejects.toMatchObject({
      code: 'CONSOLE.UNKNOWN_CUSTOMER',
    });
  });

  it('says that a word waits for its confirmation', async () => {
    const table = memoryTable();
    const doubleOptIn = { channels: ['email'], sources: ['checkout'], template: 't', days: 7 } as const;
    const rules = rulesWith({ consent: { topics: [], doubleOptIn } });
    await decideBatch([saying('e1', day(1), [word])], { table, rules });
    expect(await readConsents('c1', table)).toMatchObject([{ status: 'pending' }]);
  });

  it('fits with the state into transactions, however many words one customer says at once', async () => {
    const table = memoryTable();
    const many = Array.from({ length: 150 }, (_, index) => saying(`e${index}`, day(1) + index, [word]));
    const outcomes = await decideBatch(many, { table, rules: rulesWith() });
    expect(outcomes.every(({ status }) => status === 'done')).toBe(true);
    expect(await readConsents('c1', table)).toHaveLength(150);
  });
});

describe('topics in the state', () => {
  it('are decoded as they were encoded, pending words too', () => {
    const state = {
      ...unknownCustomer('c1'),
      consents: { email: { status: 'withdrawn', at: 1, source: 'page', asked: 2 } },
      topics: { 'email/news': { status: 'pending', at: 3, source: 'form' } },
    } as const;
    expect(decodeState('c1', JSON.parse(JSON.stringify(encodeState(state))))).toEqual(state);
  });

  it('cost nothing where there are none, and documents of earlier releases have none', async () => {
    const plain = unknownCustomer('c1');
    expect(Object.entries(encodeState(plain)).find(([name]) => name === 'topics')?.[1]).toBeUndefined();
    const earlier = {
      asOf: 1,
      stage: 'prospect',
      tier: 'tail',
      frequency: 'low',
      email: { status: 'granted', at: 1, source: 's' },
    };
    const decoded = decodeState('c1', earlier);
    expect(decoded).not.toHaveProperty('topics');
    expect(decoded.consents.email).toEqual({ status: 'granted', at: 1, source: 's' });
  });

  it('are stored by an update that names one', async () => {
    const table = memoryTable();
    await decideBatch([saying('e1', day(1), [{ ...word, topic: 'news' }])], { table, rules: rulesWith() });
    const item = await table.get(stateKey('c1'));
    expect(decodeState('c1', item?.body).topics).toEqual({
      'email/news': { status: 'granted', at: day(1), source: 'checkout' },
    });
    expect((await table.query(customerPartition('c1'), { prefix: 'consent#' })).items).toHaveLength(1);
  });
});
