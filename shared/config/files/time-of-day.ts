import * as z from 'zod';
import { readMinuteOfDay } from '../../domain/calendar/minute-of-day.ts';

const DAY_MINUTES = 1440;

/** A time such as '10:00', from 00:00 to 23:59; the end of a stretch may be 24:00 too. */
export function timeOfDaySchema(isEnd = false) {
  const latest = isEnd ? '24:00' : '23:59';
  const rule = `must be a time of day such as '09:30', from 00:00 to ${latest}`;
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : rule) })
    .refine((text) => isTime(text, isEnd), { error: rule })
    .meta({ title: 'time of day' });
}

function isTime(text: string, isEnd: boolean): boolean {
  const minute = readMinuteOfDay(text);
  return minute !== undefined && (isEnd ? minute <= DAY_MINUTES : minute < DAY_MINUTES);
}

/** Minute of the day, 0 to 1440, of a time that the schema has let through. Throws RangeError for any other text. */
export function minuteOfDay(text: string): number {
  const minute = readMinuteOfDay(text);
  if (minute === undefined) throw new RangeError(`"${text}" is no time of day.`);
  return minute;
}
