import { describe, expect, it } from 'vitest';
import {
  type ClassSizes,
  type Movement,
  readMovement,
} from '../../../../shared/app/console/read-movement.ts';
import { readOverview } from '../../../../shared/app/console/read-overview.ts';
import { dayCountersKey } from '../../../../shared/app/item-keys.ts';
import { counter } from '../../../../shared/domain/report/counters.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { seedShop } from '../../../support/seeded-shop.ts';

const isoDay = (days: number): string => new Date(day(days)).toISOString().slice(0, 10);

/** Puts counters in by day number (0 is 1 January 2026), and reads the last `days` days up to `today`. */
async function movementOf(
  byDay: Readonly<Record<number, Record<string, number>>>,
  { days, today }: { days: number; today: number },
): Promise<Movement> {
  const table = memoryTable();
  for (const [number, increments] of Object.entries(byDay)) {
    await table.transact([{ kind: 'add', key: dayCountersKey(isoDay(Number(number))), increments }]);
  }
  return readMovement({ table, clock: clockAt(day(today)) }, days);
}

const history = {
  0: { [counter.moved('stage', null, 'new')]: 5, [counter.moved('tier', null, 'tail')]: 5 },
  3: { [counter.moved('stage', 'new', 'active')]: 3, [counter.entered('segment', 'vip')]: 2 },
  10: {
    [counter.moved('stage', 'active', 'at-risk')]: 2,
    [counter.moved('stage', null, 'new')]: 1,
    [counter.moved('tier', null, 'tail')]: 1,
    [counter.left('segment', 'vip')]: 1,
    [counter.entered('segment', 'vip')]: 3,
    [counter.entered('group', 'Needs attention')]: 4,
  },
};
const sizesOf = (movement: Movement, stage: string) =>
  movement.stages.find(({ name }) => name === stage)?.sizes;

describe('readMovement', () => {
  it('adds the moves of each day to the size of the day before, and fills days without any', async () => {
    const movement = await movementOf(history, { days: 11, today: 10 });
    expect(movement.days).toHaveLength(11);
    expect(movement.days[0]).toBe('2026-01-01');
    expect(sizesOf(movement, 'new')).toEqual([5, 5, 5, 2, 2, 2, 2, 2, 2, 2, 3]);
    expect(sizesOf(movement, 'active')).toEqual([0, 0, 0, 3, 3, 3, 3, 3, 3, 3, 1]);
    expect(sizesOf(movement, 'at-risk')?.at(-1)).toBe(2);
    expect(movement.tiers.map(({ name, sizes }) => [name, sizes.at(-1)])).toEqual([
      ['head', 0],
      ['mid', 0],
      ['tail', 6],
    ]);
  });

  it('counts what lies before the range into its first day, but not among its moves', async () => {
    const movement = await movementOf(history, { days: 3, today: 10 });
    expect(movement.days).toEqual(['2026-01-09', '2026-01-10', '2026-01-11']);
    expect(movement.stages.find(({ name }) => name === 'new')).toEqual({
      name: 'new',
      before: 2,
      sizes: [2, 2, 3],
    });
    expect(movement.moves).toEqual([
      { kind: 'stage', from: 'active', to: 'at-risk', customers: 2 },
      { kind: 'stage', from: null, to: 'new', customers: 1 },
      { kind: 'tier', from: null, to: 'tail', customers: 1 },
    ]);
  });

  it('tells who entered and left a segment and a group, whatever their names', async () => {
    const movement = await movementOf(history, { days: 5, today: 10 });
    expect(movement.segments).toEqual([
      { name: 'vip', before: 2, sizes: [2, 2, 2, 2, 4], entered: 3, left: 1 },
    ]);
    expect(movement.groups).toEqual([
      { name: 'Needs attention', before: 0, sizes: [0, 0, 0, 0, 4], entered: 4, left: 0 },
    ]);
  });

  it('begins with the first counted day where the range would begin before it', async () => {
    const movement = await movementOf({ 8: history[0] }, { days: 365, today: 10 });
    expect(movement.days).toEqual(['2026-01-09', '2026-01-10', '2026-01-11']);
  });

  it('knows what holds today where nothing moved within the range', async () => {
    const movement = await movementOf(history, { days: 2, today: 100 });
    expect(movement.days).toHaveLength(2);
    expect(sizesOf(movement, 'at-risk')).toEqual([2, 2]);
    expect(movement.moves).toEqual([]);
  });

  it('leaves out days that the clock has not reached', async () => {
    const movement = await movementOf(history, { days: 30, today: 5 });
    expect(movement.days.at(-1)).toBe('2026-01-06');
    expect(sizesOf(movement, 'at-risk')?.at(-1)).toBe(0);
  });

  it('has no days before anything was counted', async () => {
    const movement = await movementOf({}, { days: 90, today: 0 });
    expect(movement).toMatchObject({ days: [], moves: [], segments: [], groups: [] });
    expect(movement.stages).toHaveLength(7);
  });

  it('comes, over a real history, to the sizes that the gauges hold', async () => {
    const seeded = await seedShop(40);
    const sources = { ...seeded, clock: clockAt(seeded.now) };
    const movement = await readMovement(sources, 30);
    const overview = await readOverview({ ...sources, status: () => ({ phase: 'live' }) });
    const sizes = (classes: readonly ClassSizes[]) =>
      Object.fromEntries(classes.map(({ name, sizes: ofDays }) => [name, ofDays.at(-1)]));
    const gauged = (classes: readonly { readonly name: string; readonly customers: number }[]) =>
      Object.fromEntries(classes.map(({ name, customers }) => [name, customers]));

    expect(sizes(movement.stages)).toEqual(
      gauged(overview.stages.map(({ stage, customers }) => ({ name: stage, customers }))),
    );
    expect(sizes(movement.tiers)).toEqual(
      gauged(overview.tiers.map(({ tier, customers }) => ({ name: tier, customers }))),
    );
    expect(gauged(overview.groups)).toMatchObject(sizes(movement.groups));
    expect(gauged(overview.segments)).toMatchObject(sizes(movement.segments));
    expect(movement.segments.length).toBeGreaterThan(0);
    expect(movement.groups.length).toBeGreaterThan(3);
  });
});
