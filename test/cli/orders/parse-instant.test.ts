import { describe, expect, it } from 'vitest';
import { parseInstant, parseMonthFirst } from '../../../cli/orders/parse-instant.ts';
import { wallClockIn } from '../../../cli/orders/wall-time.ts';

const utc = wallClockIn('UTC');
const london = wallClockIn('Europe/London');
const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

describe('parseInstant', () => {
  it.each([
    ['2025-05-11T09:55:16Z', '2025-05-11T09:55:16.000Z'],
    ['2025-05-11T09:55:16.250+02:00', '2025-05-11T07:55:16.250Z'],
    ['2025-05-11 09:55:16 -0400', '2025-05-11T13:55:16.000Z'],
    ['2025-05-11 09:55:16 UTC', '2025-05-11T09:55:16.000Z'],
    ['2025-05-11 09:55', '2025-05-11T09:55:00.000Z'],
    ['2025/5/1', '2025-05-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %j', (text, expected) => {
    expect(iso(parseInstant(text, utc))).toBe(expected);
  });

  it.each([
    '',
    '2025-02-29',
    '2025-13-01',
    '2025-05-11 24:00',
    '2025-05-11 09:60',
    '11/05/2025',
    '1969-12-31',
    'today',
  ])('refuses %j', (text) => {
    expect(parseInstant(text, utc)).toBeUndefined();
  });

  it('takes a time without a zone as the wall clock of the zone given, in winter and in summer', () => {
    expect(iso(parseInstant('2010-12-01 08:26:00', london))).toBe('2010-12-01T08:26:00.000Z');
    expect(iso(parseInstant('2011-07-01 08:26:00', london))).toBe('2011-07-01T07:26:00.000Z');
  });

  it('leaves a time that has a zone alone', () => {
    expect(iso(parseInstant('2011-07-01T08:26:00Z', london))).toBe('2011-07-01T08:26:00.000Z');
  });
});

describe('parseMonthFirst', () => {
  it('reads the dates of a US spreadsheet', () => {
    expect(iso(parseMonthFirst('12/1/2010 8:26', london))).toBe('2010-12-01T08:26:00.000Z');
    expect(parseMonthFirst('13/1/2010 8:26', london)).toBeUndefined();
  });
});

describe('wallClockIn', () => {
  it('moves a time that the clock skips on by the gap, and takes the first of one that it repeats', () => {
    expect(iso(london(Date.UTC(2011, 2, 27, 1, 30)))).toBe('2011-03-27T01:30:00.000Z');
    expect(iso(london(Date.UTC(2011, 2, 27, 0, 59)))).toBe('2011-03-27T00:59:00.000Z');
    expect(iso(london(Date.UTC(2011, 2, 27, 2, 0)))).toBe('2011-03-27T01:00:00.000Z');
    expect(iso(london(Date.UTC(2011, 9, 30, 1, 30)))).toBe('2011-10-30T00:30:00.000Z');
    expect(iso(london(Date.UTC(2011, 9, 30, 2, 0)))).toBe('2011-10-30T02:00:00.000Z');
  });

  it('says which zone it does not know', () => {
    expect(() => wallClockIn('Europe/Lundun')).toThrow(
      expect.objectContaining({
        code: 'ORDERS.UNKNOWN_TIME_ZONE',
        message: expect.stringContaining('Europe/Lundun'),
      }),
    );
  });
});
