import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../../../shared/domain/webhook/retry-delay.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const tries = fc.integer({ min: 1, max: 100 });

describe('the delay of a try', () => {
  it('is between half of a pause that grows to six hours and the whole of it', () => {
    fc.assert(
      fc.property(tries, chance, (count, luck) => {
        const whole = Math.min(6 * 3_600_000, 15_000 * 4 ** (count - 1));
        expect(retryDelayMs(count, luck)).toBeGreaterThanOrEqual(whole / 2);
        expect(retryDelayMs(count, luck)).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('leaves a webhook with the default tries about a day and a half', () => {
    const spread = (luck: number): number =>
      Array.from({ length: 12 }, (_, index) => retryDelayMs(index + 1, luck)).reduce((a, b) => a + b, 0);
    expect(spread(1) / 3_600_000).toBeGreaterThan(18);
    expect(spread(0) / 3_600_000).toBeLessThan(44);
  });
});
