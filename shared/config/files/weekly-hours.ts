import * as z from 'zod';
import { WEEKDAYS } from '../../domain/calendar/civil-date.ts';
import { readMinuteOfDay } from '../../domain/calendar/minute-of-day.ts';
import type { WeeklyHours } from '../../domain/calendar/send-windows.ts';
import { minuteOfDay, timeOfDaySchema } from './time-of-day.ts';

export const weekdaysSchema = z
  .array(z.enum(WEEKDAYS).meta({ title: 'weekday' }))
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, { error: 'must not list a day twice' });

/** Some hours of a week, by the customer's clock. */
export const weeklyHoursSchema = z
  .strictObject({
    days: weekdaysSchema
      .optional()
      .describe('Days of the week on which they begin, such as [mon, tue]. Absent: every day.'),
    from: timeOfDaySchema().describe("When they begin, such as '21:00'."),
    to: timeOfDaySchema(true).describe(
      "Up to when they last, such as '08:00'. Not after `from`, it is a time of the next day.",
    ),
  })
  .superRefine(({ from, to }, context) => {
    const minute = readMinuteOfDay(from);
    if (minute === undefined || minute !== readMinuteOfDay(to)) return;
    const message = "must not be the same as from; for a whole day, write from '00:00' to '24:00'";
    context.addIssue({ code: 'custom', path: ['to'], message });
  });

/** The hours as the calendar counts them. */
export const toWeeklyHours = ({ days, from, to }: z.infer<typeof weeklyHoursSchema>): WeeklyHours => ({
  ...(days === undefined ? {} : { days }),
  fromMinute: minuteOfDay(from),
  toMinute: minuteOfDay(to),
});
