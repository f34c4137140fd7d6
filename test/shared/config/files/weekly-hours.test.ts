import { describe, expect, it } from 'vitest';
import { minuteOfDay } from '../../../../shared/config/files/time-of-day.ts';
import { toWeeklyHours, weeklyHoursSchema } from '../../../../shared/config/files/weekly-hours.ts';

const problemsOf = (hours: unknown): readonly string[] =>
  weeklyHoursSchema
    .safeParse(hours)
    .error?.issues.map(({ message, path }) => `${path.join('.')}: ${message}`) ?? [];

describe('hours of the week', () => {
  it.each([
    [
      { from: '21:00', to: '08:00' },
      { fromMinute: 1260, toMinute: 480 },
    ],
    [
      { days: ['sun'], from: '0:00', to: '24:00' },
      { days: ['sun'], fromMinute: 0, toMinute: 1440 },
    ],
  ])('%j are %j', (hours, expected) => {
    expect(toWeeklyHours(weeklyHoursSchema.parse(hours))).toEqual(expected);
  });

  it.each([
    [{ from: '24:00', to: '08:00' }, "from: must be a time of day such as '09:30', from 00:00 to 23:59"],
    [{ from: '21:00', to: '24:01' }, "to: must be a time of day such as '09:30', from 00:00 to 24:00"],
    [{ from: 21, to: '24:00' }, "from: must be a time of day such as '09:30', from 00:00 to 23:59"],
    [
      { from: '9:00', to: '09:00' },
      "to: must not be the same as from; for a whole day, write from '00:00' to '24:00'",
    ],
    [{ days: ['mon', 'mon'], from: '9:00', to: '10:00' }, 'days: must not list a day twice'],
  ])('%j are none: %s', (hours, expected) => {
    expect(problemsOf(hours)).toEqual([expected]);
  });

  it('have no minute of a text that no schema has let through', () => {
    expect(() => minuteOfDay('noon')).toThrow(RangeError);
  });
});
