import { describe, expect, it } from 'vitest';
import { cutIntoSteps, type HistoricEvent } from '../../../../infra/local/replay/replay-steps.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { makeHistory } from '../support/make-history.ts';

async function cut(
  history: readonly HistoricEvent[],
  options: Partial<Parameters<typeof cutIntoSteps>[1]> = {},
): Promise<[ids: string[], endsAt: number][]> {
  async function* read() {
    yield* history;
  }
  const steps: [string[], number][] = [];
  const settings = { skip: 0, from: undefined, until: undefined, maxEvents: 3, ...options };
  for await (const { events, endsAt } of cutIntoSteps(read(), settings)) {
    steps.push([events.map(({ event }) => event.id), endsAt]);
  }
  return steps;
}

describe('cutting history into steps', () => {
  it('makes one step of what arrives within a day, ended by its last event', async () => {
    expect(await cut(makeHistory(0, 10, DAY_MS))).toEqual([[['e1', 'e2', 'e3'], DAY_MS]]);
  });

  it('ends a step where it is full', async () => {
    expect(await cut(makeHistory(0, 1, 2, 3, 4))).toEqual([
      [['e1', 'e2', 'e3'], 2],
      [['e4', 'e5'], 4],
    ]);
  });

  it('goes on day by day through a gap', async () => {
    expect(await cut(makeHistory(0, 2.5 * DAY_MS))).toEqual([
      [['e1'], DAY_MS],
      [[], 2 * DAY_MS],
      [['e2'], 2.5 * DAY_MS],
    ]);
  });

  it('goes on to the end that was asked for, and leaves later events out', async () => {
    expect(await cut(makeHistory(0, 5, 3 * DAY_MS), { until: 1.5 * DAY_MS })).toEqual([
      [['e1', 'e2'], 5],
      [[], 5 + DAY_MS],
      [[], 1.5 * DAY_MS],
    ]);
  });

  it('takes up behind what an earlier run took through, without losing the time in between', async () => {
    expect(await cut(makeHistory(0, 5, 2 * DAY_MS), { skip: 2, from: 5 })).toEqual([
      [[], 5 + DAY_MS],
      [['e3'], 2 * DAY_MS],
    ]);
  });

  it('passes on to the end where an earlier run took every event through', async () => {
    expect(await cut(makeHistory(0, 5), { skip: 2, from: 5, until: 10 })).toEqual([[[], 10]]);
  });

  it('refuses history that is out of order', async () => {
    await expect(cut(makeHistory(5, 4))).rejects.toMatchObject({ code: 'LOCAL.REPLAY' });
  });

  it('makes nothing of no history', async () => {
    expect(await cut([])).toEqual([]);
  });
});
