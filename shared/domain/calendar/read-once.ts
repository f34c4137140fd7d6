import { daysInMonth } from './civil-date.ts';
import type { LocalDateTime } from './local-time.ts';
import type { Mistake, ScheduleReading } from './schedule.ts';

/** Reads a local date and time such as "2026-11-11T10:00", without a zone: it is that of each customer. */
export function readOnce(text: string): ScheduleReading {
  const read = readLocalDateTime(text);
  return 'message' in read ? { ok: false, ...read } : { ok: true, schedule: { kind: 'once', at: read } };
}

/** The local date and time of a text, or what is wrong with it. */
export function readLocalDateTime(text: string): LocalDateTime | Mistake {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(text);
  if (match === null)
    return { message: 'a date and time is written as 2026-11-11T10:00, without a zone', position: 0 };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  if (month < 1 || month > 12) return { message: 'months go from 01 to 12', position: 5 };
  const days = daysInMonth(year, month);
  if (day < 1 || day > days) return { message: `that month has the days 01 to ${days}`, position: 8 };
  if (hour > 23) return { message: 'hours go from 00 to 23', position: 11 };
  if (minute > 59) return { message: 'minutes go from 00 to 59', position: 14 };
  return { year, month, day, hour, minute };
}
