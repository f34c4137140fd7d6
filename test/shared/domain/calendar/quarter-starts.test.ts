import { describe, expect, it } from 'vitest';
import { nextQuarterStart } from '../../../../shared/domain/calendar/quarter-starts.ts';

const at = (text: string): number => Date.parse(text);

describe('nextQuarterStart', () => {
  it.each([
    ['2024-03-31T23:59:59.999Z', '2024-04-01T00:00:00Z'],
    ['2024-02-29T12:00:00Z', '2024-04-01T00:00:00Z'],
    ['2024-08-31T12:00:00Z', '2024-10-01T00:00:00Z'],
    ['2023-12-15T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['1969-12-31T23:00:00Z', '1970-01-01T00:00:00Z'],
  ])('of %s is %s', (after, expected) => {
    expect(nextQuarterStart(at(after))).toBe(at(expected));
  });

  it('of a quarter start is the next one', () => {
    expect(nextQuarterStart(at('2024-04-01T00:00:00Z'))).toBe(at('2024-07-01T00:00:00Z'));
  });
});
