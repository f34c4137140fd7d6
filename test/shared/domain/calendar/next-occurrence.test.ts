import { describe, expect, it } from 'vitest';
import { readMinuteOfDay } from '../../../../shared/domain/calendar/minute-of-day.ts';
import { nextOccurrence } from '../../../../shared/domain/calendar/next-occurrence.ts';
import { readCron } from '../../../../shared/domain/calendar/read-cron.ts';
import { readOnce } from '../../../../shared/domain/calendar/read-once.ts';
import type { ScheduleReading } from '../../../../shared/domain/calendar/schedule.ts';

const next = (read: ScheduleReading, after: string, zone: string) => {
  if (!read.ok) throw new Error(read.message);
  const at = nextOccurrence(read.schedule, Date.parse(after), zone);
  return at === undefined ? 'never' : new Date(at).toISOString().slice(0, 16);
};

describe('nextOccurrence', () => {
  it('of a moment is that moment by the local clock, and then never', () => {
    const once = readOnce('2026-11-11T10:00');
    expect(next(once, '2026-11-11T01:59:59.999Z', 'Asia/Shanghai')).toBe('2026-11-11T02:00');
    expect(next(once, '2026-11-11T02:00:00Z', 'Asia/Shanghai')).toBe('never');
    expect(next(once, '2026-11-11T02:00:00Z', 'Europe/Paris')).toBe('2026-11-11T09:00');
  });

  it('of a moment that the clock skips is not lost', () => {
    expect(next(readOnce('2026-03-29T01:30'), '2026-01-01T00:00:00Z', 'Europe/London')).toBe(
      '2026-03-29T01:00',
    );
    expect(next(readOnce('2011-12-30T09:00'), '2011-01-01T00:00:00Z', 'Pacific/Apia')).toBe(
      '2011-12-30T10:00',
    );
  });

  it('of a time that the clock shows twice happens the first time only', () => {
    const daily = readCron('30 1 * * *');
    expect(next(daily, '2026-10-24T12:00:00Z', 'Europe/London')).toBe('2026-10-25T00:30');
    expect(next(daily, '2026-10-25T00:30:00Z', 'Europe/London')).toBe('2026-10-26T01:30');
    expect(next(daily, '2026-10-25T01:10:00Z', 'Europe/London')).toBe('2026-10-26T01:30');
  });

  it('of several times that the clock skips happens once, at the end of the gap', () => {
    const often = readCron('15,45 1-2 * * *');
    expect(next(often, '2026-03-29T00:00:00Z', 'Europe/London')).toBe('2026-03-29T01:00');
    expect(next(often, '2026-03-29T01:00:00Z', 'Europe/London')).toBe('2026-03-29T01:15');
  });
});

describe('readOnce', () => {
  it.each([
    ['2026-11-11 10:00', 0],
    ['2026-11-11T10:00Z', 0],
    ['2026-13-11T10:00', 5],
    ['2026-02-29T10:00', 8],
    ['2026-02-28T24:00', 11],
    ['2026-02-28T10:60', 14],
  ])('says where "%s" is wrong', (text, position) => {
    expect(readOnce(text)).toMatchObject({ ok: false, position });
  });
});

describe('readMinuteOfDay', () => {
  it.each([
    ['00:00', 0],
    ['9:05', 545],
    ['23:59', 1439],
    ['24:00', 1440],
    ['24:01', undefined],
    ['12:60', undefined],
    ['noon', undefined],
  ])('of %s is %s', (text, minute) => {
    expect(readMinuteOfDay(text)).toBe(minute);
  });
});
