import { describe, expect, it } from 'vitest';
import { durationMs, durationTextSchema } from '../../../../shared/config/files/duration-text.ts';

describe('durations', () => {
  it.each([
    ['30m', 1_800_000],
    ['4h', 14_400_000],
    ['3d', 259_200_000],
    ['90m', 5_400_000],
  ])('%s is %d ms', (text, ms) => {
    expect(durationTextSchema(3).parse(text)).toBe(text);
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '3', '3 d', '3D', '-3d', '3.5d', '3w', '0m', '4d', '73h', 3, true, null])(
    '%j is not one of up to three days',
    (value) => {
      const parsed = durationTextSchema(3).safeParse(value);
      expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
        'must be a duration such as 3d, 4h or 30m, from 1m to 3d',
      ]);
    },
  );

  it('are not read from texts that no schema has let through', () => {
    expect(() => durationMs('soon')).toThrow(RangeError);
  });
});
