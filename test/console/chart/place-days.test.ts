import { describe, expect, it } from 'vitest';
import { placeDays } from '../../../console/chart/place-days.ts';

describe('placeDays', () => {
  it('places days by how far they lie apart', () => {
    expect(placeDays(['2026-01-01', '2026-01-02', '2026-01-05'], 10, 400)).toEqual([
      { index: 0, x: 10 },
      { index: 1, x: 110 },
      { index: 2, x: 410 },
    ]);
  });

  it('draws no more days than there are pixels, and the first and the last always', () => {
    const days = Array.from({ length: 1_000 }, (_, index) =>
      new Date(index * 86_400_000).toISOString().slice(0, 10),
    );
    const placed = placeDays(days, 0, 100);
    expect(placed.length).toBeLessThanOrEqual(101);
    expect(placed[0]).toEqual({ index: 0, x: 0 });
    expect(placed.at(-1)).toEqual({ index: 999, x: 100 });
  });

  it('draws one day from end to end, and none where there is none', () => {
    expect(placeDays(['2026-01-01'], 5, 50)).toEqual([
      { index: 0, x: 5 },
      { index: 0, x: 55 },
    ]);
    expect(placeDays([], 0, 100)).toEqual([]);
  });
});
