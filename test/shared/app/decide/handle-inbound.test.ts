import { describe, expect, it } from 'vitest';
import { handleInbound } from '../../../../shared/app/decide/handle-inbound.ts';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import { clockAt, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const iso = (at: number) => new Date(at).toISOString();

const orderOnBus = (occurredAt: number, time: number) =>
  JSON.stringify({
    'detail-type': 'order.placed',
    source: 'shop.web',
    time: iso(time),
    detail: {
      id: 'e1',
      type: 'order.placed',
      customerId: 'c1',
      occurredAt: iso(occurredAt),
      data: { orderId: 'o1', total: 1999, currency: 'USD' },
    },
  });

async function handle(body: string) {
  const table = memoryTable();
  const deadLetters = new KeptQueue();
  const failed = await handleInbound([{ messageId: 'm1', body }], {
    table,
    rules: async () => rulesWith(),
    deadLetters,
    clock: clockAt(day(10)),
  });
  const item = await table.get(stateKey('c1'));
  const parked = deadLetters.messages.map((message) => JSON.parse(message.body));
  return { failed, parked, state: item && decodeState('c1', item.body) };
}

describe('handleInbound', () => {
  it('decides an event of the bus as of the time at which the bus took it', async () => {
    const { state, parked } = await handle(orderOnBus(day(3), day(4)));
    expect(parked).toEqual([]);
    expect(state?.asOf).toBe(day(4));
  });

  it('takes no word of the bus for a time that has not come', async () => {
    const { state } = await handle(orderOnBus(day(3), day(4_000)));
    expect(state?.asOf).toBe(day(10));
  });

  it.each([
    ['not JSON', '{', 'not JSON'],
    ['neither tick nor event', '{"hello":1}', 'Neither a tick nor an event'],
    ['an event that is not valid', orderOnBus(day(3), day(4)).replace('1999', '-1'), 'data.total'],
    ['an event from the future', orderOnBus(day(11), day(9)), 'occurredAt: must not be in the future'],
  ])('parks %s with the reason, and gives nothing back to be tried again', async (_, body, reason) => {
    const { failed, parked, state } = await handle(body);
    expect(failed).toEqual([]);
    expect(state).toBeUndefined();
    expect(parked).toEqual([{ parkedAt: iso(day(10)), reason: expect.stringContaining(reason), body }]);
  });
});
