import { describe, expect, it } from 'vitest';
import { nextOccurrence } from '../../../../shared/domain/calendar/next-occurrence.ts';
import { readLocalDateTime } from '../../../../shared/domain/calendar/read-once.ts';
import { readRrule } from '../../../../shared/domain/calendar/read-rrule.ts';

const localTime = (text: string) => {
  const read = readLocalDateTime(text);
  if ('message' in read) throw new Error(read.message);
  return read;
};

/** The days of a rule, at most so many, from its beginning on. */
function days(rule: string, start: string, most: number, zone = 'America/New_York'): string {
  const read = readRrule(rule, localTime(start));
  if (!read.ok) throw new Error(read.message);
  const found: string[] = [];
  for (let at: number | undefined = 0; found.length < most; ) {
    at = nextOccurrence(read.schedule, at, zone);
    if (at === undefined) break;
    found.push(
      new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at),
    );
  }
  const time = start.slice(11);
  if (!found.every((moment) => moment.endsWith(time))) throw new Error(`not all at ${time}: ${found}`);
  return found.map((moment) => moment.slice(2, 10)).join(' ');
}

describe('readRrule', () => {
  // The examples of RFC 5545, 3.8.5.3; all but a few start at 1997-09-02 09:00, New York.
  it.each([
    ['FREQ=DAILY;COUNT=3', '1997-09-02', '97-09-02 97-09-03 97-09-04'],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', '97-09-02 97-09-12 97-09-22 97-10-02 97-10-12'],
    ['FREQ=WEEKLY;UNTIL=19970917T000000Z', '1997-09-02', '97-09-02 97-09-09 97-09-16'],
    [
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
      '1997-09-01',
      '97-09-01 97-09-03 97-09-05 97-09-15 97-09-17 97-09-19 97-09-29 97-10-01 97-10-03 97-10-13',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
      '1997-09-02',
      '97-09-02 97-09-04 97-09-16 97-09-18 97-09-30 97-10-02 97-10-14 97-10-16',
    ],
    ['FREQ=MONTHLY;COUNT=4;BYDAY=1FR', '1997-09-05', '97-09-05 97-10-03 97-11-07 97-12-05'],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU',
      '1997-09-07',
      '97-09-07 97-09-28 97-11-02 97-11-30 98-01-04 98-01-25',
    ],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', '1997-09-22', '97-09-22 97-10-20 97-11-17'],
    ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28', '97-09-28 97-10-29 97-11-28 97-12-29 98-01-29 98-02-26'],
    ['FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1', '1997-09-30', '97-09-30 97-10-01 97-10-31 97-11-01'],
    ['FREQ=YEARLY;COUNT=4;BYMONTH=6,7', '1997-06-10', '97-06-10 97-07-10 98-06-10 98-07-10'],
    ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', '97-05-19 98-05-18 99-05-17'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '1997-03-13', '97-03-13 97-03-20 97-03-27 98-03-05'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1997-09-02', '98-02-13 98-03-13 98-11-13 99-08-13'],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      '1996-11-05',
      '96-11-05 00-11-07',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '1997-08-05',
      '97-08-05 97-08-10 97-08-19 97-08-24',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '1997-08-05',
      '97-08-05 97-08-17 97-08-19 97-08-31',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15', '07-01-15 07-01-30 07-02-15 07-03-15 07-03-30'],
    // Not of the RFC: months without a 31st, years without a 29 February, the last day of the year's weekday.
    ['FREQ=MONTHLY', '2026-01-31', '26-01-31 26-03-31 26-05-31'],
    ['FREQ=YEARLY', '2024-02-29', '24-02-29 28-02-29 32-02-29'],
    ['FREQ=YEARLY;BYDAY=-1SU', '2026-01-01', '26-12-27 27-12-26'],
    ['RRULE:FREQ=DAILY;UNTIL=20260103', '2026-01-01', '26-01-01 26-01-02 26-01-03'],
    ['FREQ=DAILY;UNTIL=20260103T085900', '2026-01-01', '26-01-01 26-01-02'],
    ['FREQ=DAILY;BYMONTH=1;BYDAY=SA', '2026-01-25', '26-01-31 27-01-02'],
  ])('takes %s from %s', (rule, start, expected) => {
    expect(days(rule, `${start}T09:00`, expected.split(' ').length)).toBe(expected);
  });

  it('ends with its count, and with its last day', () => {
    expect(days('FREQ=DAILY;COUNT=3', '2026-01-01T09:00', 10)).toBe('26-01-01 26-01-02 26-01-03');
    expect(days('FREQ=DAILY;UNTIL=20260102T090000', '2026-01-01T09:00', 10)).toBe('26-01-01 26-01-02');
    // 14:00 in UTC is nine in New York.
    expect(days('FREQ=DAILY;UNTIL=20260102T140000Z', '2026-01-01T09:00', 10)).toBe('26-01-01 26-01-02');
    expect(days('FREQ=DAILY;UNTIL=20260102T135900Z', '2026-01-01T09:00', 10)).toBe('26-01-01');
  });

  it('keeps a count in every zone, whenever it is asked', () => {
    const rule = 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=5';
    const all = days(rule, '2026-01-01T09:00', 99, 'UTC');
    expect(days(rule, '2026-01-01T09:00', 99, 'Pacific/Kiritimati')).toBe(all);
    expect(all.split(' ')).toHaveLength(5);
  });

  it.each([
    ['', 0, '"" is none of FREQ'],
    ['FREQ=HOURLY', 5, 'FREQ must be one of DAILY'],
    ['INTERVAL=2', 0, 'FREQ must be one of DAILY'],
    ['FREQ=DAILY;BYSETPOS=1', 11, '"BYSETPOS" is none of'],
    ['FREQ=DAILY;INTERVAL=0', 20, '"0" is not a whole number from 1 to 1000'],
    ['FREQ=DAILY;FREQ=DAILY', 11, 'FREQ is there twice'],
    ['RRULE:FREQ=MONTHLY;BYMONTHDAY=1,32', 32, '"32" is not a whole number from 1 to 31, or -1 to -31'],
    ['FREQ=MONTHLY;BYDAY=1FR,XX', 23, '"XX" is no day of the week'],
    ['FREQ=WEEKLY;BYDAY=1FR', 18, 'are numbered in monthly and yearly rules only'],
    ['FREQ=MONTHLY;BYDAY=6FR', 19, 'no such day of the week in a month'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 23, 'a weekly rule has no BYMONTHDAY'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20261231', 25, 'COUNT or UNTIL, not both'],
    ['FREQ=DAILY;UNTIL=20260230', 17, 'UNTIL is a day or a time that there is'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 0, 'no day ever fits this rule'],
  ])('says what is wrong with "%s", and where', (rule, position, message) => {
    const read = readRrule(rule, localTime('2026-01-01T09:00'));
    expect(read).toMatchObject({ ok: false, position, message: expect.stringContaining(message) });
  });
});
