import { describe, expect, it } from 'vitest';
import { clockOffset } from '../../../../infra/local/replay/clock-offset.ts';
import { createReplayProgress } from '../../../../infra/local/replay/replay-progress.ts';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteFeedPositions } from '../../../../infra/local/sqlite/sqlite-change-feed.ts';
import { day } from '../../../support/inputs.ts';

describe('clockOffset', () => {
  const positions = () => createSqliteFeedPositions(openLocalDatabase(':memory:'));
  const history = { source: 'orders.csv', published: 1 };

  it('is none for a shop that has not begun', async () => {
    expect(await clockOffset(positions())).toBe(0);
  });

  it('is that of the end of the history once that is through', async () => {
    const store = positions();
    await createReplayProgress(store).save({ ...history, phase: 'live', clockOffsetMs: -5_000 });
    expect(await clockOffset(store)).toBe(-5_000);
  });

  it('has the clock stand where a history was cut short', async () => {
    const store = positions();
    await createReplayProgress(store).save({ ...history, phase: 'replaying', clockAt: day(3) });
    const before = Date.now();
    const offset = await clockOffset(store);
    expect(before + offset).toBeLessThanOrEqual(day(3));
    expect(Date.now() + offset).toBeGreaterThanOrEqual(day(3));
  });
});
