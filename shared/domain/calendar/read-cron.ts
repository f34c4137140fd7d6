import { weekdayIndex } from './civil-date.ts';
import { type CronField, readCronField } from './cron-field.ts';
import { firstDayFrom } from './day-search.ts';
import type { Mistake, ScheduleReading } from './schedule.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The five fields of a crontab line, in order; of the names, months begin with 1 and days of the week with 0. */
const FIELDS: readonly CronField[] = [
  { title: 'minute', least: 0, most: 59 },
  { title: 'hour', least: 0, most: 23 },
  { title: 'day of the month', least: 1, most: 31 },
  { title: 'month', least: 1, most: 12, names: MONTHS },
  { title: 'day of the week', least: 0, most: 7, names: DAYS },
];

/**
 * Reads the five fields of POSIX crontab (minute, hour, day of the month, month, day of the week) by the customer's clock,
 * with steps and names as Vixie cron has them. Where both days are restricted, either will do; a field that begins with a
 * star restricts nothing.
 */
export function readCron(text: string): ScheduleReading {
  const words = [...text.matchAll(/\S+/g)];
  if (words.length !== FIELDS.length) {
    const message = `five fields are needed (minute, hour, day of the month, month, day of the week), there are ${words.length}`;
    return { ok: false, message, position: words[FIELDS.length]?.index ?? text.length };
  }
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const word = words[index];
    const read: ReadonlySet<number> | Mistake = readCronField(word?.[0] ?? '', field);
    if ('message' in read)
      return { ok: false, message: read.message, position: (word?.index ?? 0) + read.position };
    sets.push(read);
  }
  const [minutes = new Set(), hours = new Set(), monthDays, months, weekdays] = sets;
  const isEither = [words[2], words[4]].every((word) => word?.[0].startsWith('*') === false);
  const pattern = {
    hasDaysIn: (_year: number, month: number) => months?.has(month) === true,
    isOn: ({ day }: { readonly day: number }, days: number) => {
      const isMonthDay = monthDays?.has(day) === true;
      const isWeekday = weekdays?.has(weekdayIndex(days) + 1) === true;
      return isEither ? isMonthDay || isWeekday : isMonthDay && isWeekday;
    },
  };
  const nextDay = (from: number) => firstDayFrom(from, pattern);
  if (nextDay(0) === undefined)
    return { ok: false, message: 'none of these months has such a day', position: words[2]?.index ?? 0 };
  const minutesOfDay = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute));
  minutesOfDay.sort((a, b) => a - b);
  return { ok: true, schedule: { kind: 'recurring', nextDay, minutesOfDay } };
}
