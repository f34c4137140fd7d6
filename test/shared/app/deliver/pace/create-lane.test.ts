import { describe, expect, it } from 'vitest';
import { createLane } from '../../../../../shared/app/deliver/pace/create-lane.ts';
import type { SendQuota } from '../../../../../shared/ports.ts';
import { memoryTable } from '../../../../support/memory-table.ts';

const KEY = { pk: 'pace', sk: 'email' };
const promotional = { weight: 1, isPromotional: true, patienceMs: 15_000 };

/** A table, a clock that is moved by hand, and as many lanes on it as wanted. */
function account(answer: SendQuota | (() => Promise<SendQuota>) = { perSecond: 10, sentLastDay: 0 }) {
  const table = memoryTable();
  const asked = { times: 0 };
  const moment = { now: 1_000_000 };
  const lane = () =>
    createLane(KEY, {
      table,
      clock: { now: () => moment.now },
      quota: async () => {
        asked.times += 1;
        return typeof answer === 'function' ? await answer() : answer;
      },
      settings: { share: 1 },
      wait: async () => await new Promise(setImmediate),
    });
  return { table, asked, moment, lane };
}

describe('a lane', () => {
  it('gives no slot twice, however many reserve at once', async () => {
    const { lane } = account();
    const lanes = Array.from({ length: 8 }, lane);
    const slots = await Promise.all(
      lanes.map((each) => each.reserve([promotional, promotional, promotional])),
    );
    const instants = slots.flat().map((slot) => (slot.status === 'slot' ? slot.at : Number.NaN));
    expect(instants.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, position) => 1_000_000 + position * 100),
    );
  });

  it('writes once for a batch, one unit', async () => {
    const { lane, table } = account();
    await lane().reserve(Array.from({ length: 25 }, () => promotional));
    expect(table.consumed).toMatchObject({ writeUnits: 1 });
  });

  it('asks for the quota once a minute, of all processes together', async () => {
    const { lane, asked, moment } = account();
    for (const each of [lane(), lane(), lane()]) await each.reserve([promotional]);
    expect(asked.times).toBe(1);
    moment.now += 60_000;
    for (const each of [lane(), lane(), lane()]) await each.reserve([promotional]);
    expect(asked.times).toBe(2);
  });

  it('goes on with what it knew of the quota while that cannot be read, and gives nothing before it ever was', async () => {
    const state = { isDown: true };
    const quota = async (): Promise<SendQuota> => {
      if (state.isDown) throw new Error('Rate exceeded');
      return { perSecond: 10, sentLastDay: 0 };
    };
    const { lane, moment } = account(quota);
    expect(await lane().reserve([promotional])).toEqual([
      { status: 'later', until: moment.now + 5_000, reason: 'rate' },
    ]);
    state.isDown = false;
    await lane().reserve([promotional]);
    state.isDown = true;
    moment.now += 600_000;
    expect(await lane().reserve([promotional])).toMatchObject([{ status: 'slot' }]);
  });

  it('counts what it gave out since the quota was read, and remembers that the day is full', async () => {
    const { lane, moment } = account({ perSecond: 1_000, perDay: 100, sentLastDay: 90 });
    const first = lane();
    const slots = await first.reserve(Array.from({ length: 8 }, () => promotional));
    // 5 of 100 are kept for transactional messages.
    expect(slots.map(({ status }) => status)).toEqual([...Array(5).fill('slot'), ...Array(3).fill('later')]);
    expect(first.closedUntil(true)).toBe(moment.now + 60_000);
    expect(first.closedUntil(false)).toBe(0);
    expect(await lane().reserve([{ ...promotional, isPromotional: false }])).toMatchObject([
      { status: 'slot' },
    ]);
  });

  it('halves its pace when the provider found it too fast', async () => {
    const { lane } = account();
    await lane().refused('rate');
    const slots = await lane().reserve([promotional, promotional]);
    expect(slots.map((slot) => slot.status === 'slot' && slot.at)).toEqual([1_000_000, 1_000_200]);
  });

  it('gives nothing for a quarter of an hour when the provider closed the day', async () => {
    const { lane, moment } = account();
    await lane().refused('daily');
    expect(await lane().reserve([{ ...promotional, isPromotional: false }])).toEqual([
      { status: 'later', until: 1_900_000, reason: 'daily-quota' },
    ]);
    moment.now = 1_900_000;
    expect(await lane().reserve([promotional])).toMatchObject([{ status: 'slot' }]);
  });
});
