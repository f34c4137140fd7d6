import { describe, expect, it } from 'vitest';
import { cutIntoSteps, type HistoricEvent } from '../../../../infra/local/replay/replay-steps.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { makeHistory } from '../support/make-history.ts';

async function cut(
  history: readonly HistoricEvent[],
  options: Partial<Parameters<typeof cutIntoSteps>[1]> = {},
): Promise<[ids: string[], endsAt: number, endsQuarter?: 'quarter'][]> {
  async function* read() {
    yield* history;
  }
  const steps: [string[], number, 'quarter'?][] = [];
  const settings = { skip: 0, from: undefined, until: undefined, maxEvents: 3, ...options };
  for await (const { events, endsAt, endsQuarter } of cutIntoSteps(read(), settings)) {
    const ids = events.map(({ event }) => event.id);
    steps.push(endsQuarter ? [ids, endsAt, 'quarter'] : [ids, endsAt]);
  }
  return steps;
}

describe('cutting history into steps', () => {
  it('makes one step of what arrives within a day, ended by its last event', async () => {
    expect(await cut(makeHistory(1, 10, DAY_MS))).toEqual([[['e1', 'e2', 'e3'], DAY_MS]]);
  });

  it('ends a step where it is full', async () => {
    expect(await cut(makeHistory(1, 2, 3, 4, 5))).toEqual([
      [['e1', 'e2', 'e3'], 3],
      [['e4', 'e5'], 5],
    ]);
  });

  it('goes on day by day through a gap', async () => {
    expect(await cut(makeHistory(1, 2.5 * DAY_MS))).toEqual([
      [['e1'], 1 + DAY_MS],
      [[], 1 + 2 * DAY_MS],
      [['e2'], 2.5 * DAY_MS],
    ]);
  });

  it('goes on to the end that was asked for, and leaves later events out', async () => {
    expect(await cut(makeHistory(1, 5, 3 * DAY_MS), { until: 1.5 * DAY_MS })).toEqual([
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

describe('cutting history at the beginning of a quarter', () => {
  const APRIL = Date.parse('1970-04-01T00:00:00Z');
  const JULY = Date.parse('1970-07-01T00:00:00Z');
  const HOUR_MS = DAY_MS / 24;

  it('ends a step there, with what is received at that very instant', async () => {
    expect(await cut(makeHistory(APRIL - HOUR_MS, APRIL, APRIL + 1))).toEqual([
      [['e1', 'e2'], APRIL, 'quarter'],
      [['e3'], APRIL + 1],
    ]);
  });

  it('ends an empty step there too, and then counts days from there', async () => {
    expect(await cut(makeHistory(APRIL - 1.5 * DAY_MS, APRIL + 1.5 * DAY_MS))).toEqual([
      [['e1'], APRIL - 0.5 * DAY_MS],
      [[], APRIL, 'quarter'],
      [[], APRIL + DAY_MS],
      [['e2'], APRIL + 1.5 * DAY_MS],
    ]);
  });

  it('ends every quarter of a gap, but not history itself', async () => {
    const quarters = (steps: Awaited<ReturnType<typeof cut>>) =>
      steps.filter(([, , endsQuarter]) => endsQuarter !== undefined).map(([, endsAt]) => endsAt);
    expect(quarters(await cut(makeHistory(5, JULY + 5)))).toEqual([APRIL, JULY]);
    expect(quarters(await cut(makeHistory(5), { until: JULY + 5 }))).toEqual([APRIL, JULY]);
    expect(quarters(await cut(makeHistory(5), { until: JULY }))).toEqual([APRIL]);
    expect(quarters(await cut(makeHistory(5)))).toEqual([]);
  });

  it('ends no quarter before the first event, but one that ends with it', async () => {
    expect(await cut(makeHistory(APRIL, APRIL + 1))).toEqual([
      [['e1'], APRIL, 'quarter'],
      [['e2'], APRIL + 1],
    ]);
    expect(await cut(makeHistory(APRIL + 1, APRIL + 2))).toEqual([[['e1', 'e2'], APRIL + 2]]);
  });

  it('ends it once only where a full step ends there, when all of that instant is taken through', async () => {
    const instants = [APRIL - 2, APRIL - 1, APRIL, APRIL];
    expect(await cut(makeHistory(...instants, APRIL + 1))).toEqual([
      [['e1', 'e2', 'e3'], APRIL],
      [['e4'], APRIL, 'quarter'],
      [['e5'], APRIL + 1],
    ]);
    expect(await cut(makeHistory(...instants.slice(0, 3), APRIL + 1))).toEqual([
      [['e1', 'e2', 'e3'], APRIL],
      [[], APRIL, 'quarter'],
      [['e4'], APRIL + 1],
    ]);
  });

  it('ends it again, before anything later, where an earlier run was killed there', async () => {
    const history = makeHistory(APRIL - HOUR_MS, APRIL - 1, APRIL + HOUR_MS);
    expect(await cut(history, { skip: 1, from: APRIL })).toEqual([
      [['e2'], APRIL, 'quarter'],
      [['e3'], APRIL + HOUR_MS],
    ]);
    expect(await cut(history, { skip: 2, from: APRIL })).toEqual([
      [[], APRIL, 'quarter'],
      [['e3'], APRIL + HOUR_MS],
    ]);
  });
});
