import { civilDate } from '../calendar/civil-date.ts';
import { instantOf, instantOnDay } from '../calendar/local-time.ts';
import { nextHoliday } from '../calendar/next-holiday.ts';
import { nextOccurrence } from '../calendar/next-occurrence.ts';
import { readCron } from '../calendar/read-cron.ts';
import { readLocalDateTime, readOnce } from '../calendar/read-once.ts';
import { readRrule } from '../calendar/read-rrule.ts';
import type { Schedule } from '../calendar/schedule.ts';
import { offsetAt } from '../calendar/zone-offset.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Trigger, Whose } from './campaign-rules.ts';

/** Where clocks are first: UTC+14 all year. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';
const MINUTE_MS = 60_000;

/** A trigger that sets off for everybody at once. */
export interface DatedTrigger {
  readonly zone: Whose;
  /**
   * The next start after `after`, strictly: the instant at which it is settled who is in the audience. By the customers' clocks
   * it is when the local time comes in the earliest zone, so that it has come for nobody before.
   */
  readonly nextStart: (after: Instant) => Instant | undefined;
  /** The name of the occurrence that starts then: its local date and time, `2026-11-11T10:00`. */
  readonly occurrenceOf: (start: Instant) => string;
  /** When the occurrence that starts then comes for a customer of a zone. */
  readonly comesAt: (start: Instant, zone: string) => Instant;
}

/** Undefined for triggers that set off for each customer on their own. Throws RangeError for a text that cannot be read. */
export function compileDatedTrigger(trigger: Trigger, shopZone: string): DatedTrigger | undefined {
  const next = nextInZone(trigger);
  if (next === undefined) return undefined;
  const zone = 'zone' in trigger ? trigger.zone : 'shop';
  const startZone = zone === 'shop' ? shopZone : EARLIEST_ZONE;
  const readingOf = (start: Instant) => start + offsetAt(start, startZone);
  return {
    zone,
    nextStart: (after) => next(after, startZone),
    occurrenceOf: (start) => new Date(readingOf(start)).toISOString().slice(0, 16),
    comesAt: (start, customerZone) => {
      if (zone === 'shop') return start;
      const reading = readingOf(start);
      const day = Math.floor(reading / DAY_MS);
      const minute = Math.floor((reading - day * DAY_MS) / MINUTE_MS);
      return instantOnDay(day, minute, customerZone) ?? startOfDay(day + 1, customerZone);
    },
  };
}

/** For the day after one that the clock skips whole. */
const startOfDay = (day: number, zone: string): Instant =>
  instantOf({ ...civilDate(day), hour: 0, minute: 0 }, zone);

type NextInZone = (after: Instant, zone: string) => Instant | undefined;

function nextInZone(trigger: Trigger): NextInZone | undefined {
  switch (trigger.kind) {
    case 'schedule':
    case 'enters': {
      const schedule = scheduleOf(trigger);
      return schedule && ((after, zone) => nextOccurrence(schedule, after, zone));
    }
    case 'holiday':
      return (after, zone) => nextHoliday(after, trigger, zone);
    default:
      return undefined;
  }
}

function scheduleOf(trigger: Extract<Trigger, { kind: 'schedule' | 'enters' }>): Schedule | undefined {
  if (trigger.kind === 'enters')
    return trigger.backfillAt === undefined ? undefined : readSchedule('once', trigger.backfillAt);
  return readSchedule(trigger.form, trigger.text, trigger.start);
}

function readSchedule(form: 'once' | 'cron' | 'rrule', text: string, start?: string): Schedule {
  const read = form === 'once' ? readOnce(text) : form === 'cron' ? readCron(text) : readRule(text, start);
  if (!read.ok) throw new RangeError(`${form} "${text}": ${read.message}`);
  return read.schedule;
}

function readRule(text: string, start = ''): ReturnType<typeof readRrule> {
  const from = readLocalDateTime(start);
  return 'message' in from ? { ok: false, ...from } : readRrule(text, from);
}
