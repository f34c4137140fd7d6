import { beforeEach, describe, expect, it } from 'vitest';
import { handleRechecks } from '../../../../shared/app/calibrate/handle-rechecks.ts';
import { contactSchema } from '../../../../shared/app/contact.ts';
import { decideBatch } from '../../../../shared/app/decide/decide-batch.ts';
import { type InboundInput, readInbound } from '../../../../shared/app/decide/inbound-message.ts';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { contactKey, stateKey } from '../../../../shared/app/item-keys.ts';
import { findCustomers } from '../../../../shared/app/privacy/find-customers.ts';
import type { Table } from '../../../../shared/ports.ts';
import { clockAt, KeptQueue } from '../../../support/fake-ports.ts';
import { customerUpdated, day, orderPlaced } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = rulesWith({ retention: { missDays: 400, idleProspectDays: 730 } });
const RECHECK = JSON.stringify({ kind: 'recheck', segment: { index: 0, of: 1 } });

describe('the contact of a prospect without a sign of life', () => {
  let table: Table;
  beforeEach(() => {
    table = memoryTable();
  });

  const take = async (inbounds: readonly InboundInput[]) =>
    expect(await decideBatch(inbounds, { table, rules })).toEqual(inbounds.map(() => ({ status: 'done' })));
  const told = (customerId: string, days: number): InboundInput => ({
    customerId,
    input: customerUpdated({ id: `told-${days}`, occurredAt: day(days), reachable: { email: true } }),
    contact: { at: day(days), email: `${customerId}@example.invalid`, name: 'Ada' },
    acceptedAt: day(days),
  });
  const also = (customerId: string, input: InboundInput['input'], days: number): InboundInput => ({
    ...{ customerId, input, acceptedAt: day(days) },
  });
  /** What a night's recheck sends beside ticks, and lets `decide` have. */
  const night = async (days: number, holding = rules): Promise<string[]> => {
    const [ticks, rechecks, deadLetters] = [new KeptQueue(), new KeptQueue(), new KeptQueue()];
    const deps = { table, ticks, rechecks, deadLetters, rules: holding, clock: clockAt(day(days)) };
    expect(await handleRechecks([{ messageId: '1', body: RECHECK }], deps)).toEqual([]);
    const inbounds = ticks.messages.map(({ body }) => {
      const read = readInbound(body, day(days));
      if (read.status === 'unreadable') throw new Error(read.reason);
      return read.inbound;
    });
    await take(inbounds);
    return inbounds.filter(({ input }) => input.kind !== 'tick').map(({ customerId }) => customerId);
  };
  const contactOf = async (customerId: string) =>
    contactSchema.parse((await table.get(contactKey(customerId)))?.body);

  it('is forgotten once the time is over, and once only', async () => {
    await take([told('silent', 0)]);
    expect(await night(729)).toEqual([]);
    expect((await contactOf('silent')).email?.value).toBe('silent@example.invalid');
    expect(await night(730)).toEqual(['silent']);
    expect(await contactOf('silent')).toMatchObject({ email: { value: null }, name: { value: null } });
    expect(await findCustomers('email', 'silent@example.invalid', table)).toEqual([]);
    const state = decodeState('silent', (await table.get(stateKey('silent')))?.body);
    expect(state.reachable).toEqual({ email: { value: false, at: day(730) } });
    expect(await night(731)).toEqual([]);
  });

  it('is kept where somebody ordered, agreed, complained or was told of again within it', async () => {
    const consents = [{ channel: 'email', status: 'granted', source: 'x', at: day(100) } as const];
    await take([
      told('buyer', 0),
      also('buyer', orderPlaced({ occurredAt: day(1) }), 1),
      told('agreed', 0),
      also('agreed', customerUpdated({ id: 'consent', occurredAt: day(100), consents }), 100),
      told('complains', 0),
      also('complains', { kind: 'case.opened', id: 'case', occurredAt: day(2), caseId: '1' }, 2),
      told('told-again', 0),
      told('told-again', 50),
      told('silent', 0),
    ]);
    expect(await night(740)).toEqual(['silent']);
    expect(await night(781)).toEqual(['told-again']);
    expect(await night(830)).toEqual(['agreed']);
    expect(await night(9000)).toEqual([]);
  });

  it('stays where a word of it comes while it is about to be forgotten', async () => {
    await take([told('silent', 0)]);
    const ticks = new KeptQueue();
    const deps = { table, ticks, rechecks: ticks, deadLetters: ticks, rules, clock: clockAt(day(735)) };
    await handleRechecks([{ messageId: '1', body: RECHECK }], deps);
    await take([told('silent', 734)]);
    await take(
      ticks.messages.flatMap(({ body }) => {
        const read = readInbound(body, day(735));
        return read.status === 'readable' ? [read.inbound] : [];
      }),
    );
    expect((await contactOf('silent')).email?.value).toBe('silent@example.invalid');
    const state = decodeState('silent', (await table.get(stateKey('silent')))?.body);
    expect(state.reachable.email?.value).toBe(true);
  });

  it('comes back with the next word of it', async () => {
    await take([told('silent', 0)]);
    await night(730);
    await take([told('silent', 760)]);
    expect((await contactOf('silent')).email?.value).toBe('silent@example.invalid');
    expect(await night(800)).toEqual([]);
    expect(await night(760 + 730)).toEqual(['silent']);
  });

  it('is kept for ever where the shop says nothing', async () => {
    await take([told('silent', 0)]);
    expect(await night(9000, rulesWith())).toEqual([]);
  });
});
