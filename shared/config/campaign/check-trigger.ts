import { HOLIDAYS } from '../../domain/calendar/holidays.ts';
import { readCron } from '../../domain/calendar/read-cron.ts';
import { readLocalDateTime, readOnce } from '../../domain/calendar/read-once.ts';
import { readRrule } from '../../domain/calendar/read-rrule.ts';
import type { Mistake, ScheduleReading } from '../../domain/calendar/schedule.ts';
import { nearestName } from '../../nearest-name.ts';
import { addConditionProblem } from '../add-condition-problem.ts';
import type { TriggerFile } from '../files/trigger-file.ts';
import type { CampaignContext } from './campaign-context.ts';
import { holidayNamed } from './holiday-named.ts';

/** Names of classes and holidays that there are, dates and rules that can be read. */
export function checkTrigger(context: CampaignContext): void {
  const { trigger } = context.value;
  switch (trigger.kind) {
    case 'enters':
    case 'leaves':
      checkClass(trigger, context);
      if (trigger.kind === 'enters' && trigger.backfill !== undefined)
        tell(context, 'backfill', readOnce(trigger.backfill));
      break;
    case 'schedule':
      checkSchedule(trigger, context);
      break;
    case 'holiday':
      checkHoliday(trigger, context);
      break;
    default:
  }
}

function checkClass(
  { segment, group }: Extract<TriggerFile, { kind: 'enters' | 'leaves' }>,
  { names, yaml, problems }: CampaignContext,
): void {
  if (segment !== undefined && names.segments?.includes(segment) === false) {
    const message = `segments.yaml has no segment "${segment}"`;
    problems.addAt(yaml, ['trigger', 'segment'], message, nearestName(segment, names.segments));
  }
  if (group !== undefined && names.rfmGroups?.includes(group) === false) {
    const message = `rfm.yaml has no group "${group}"; there are ${names.rfmGroups.join(', ')}`;
    problems.addAt(yaml, ['trigger', 'group'], message, nearestName(group, names.rfmGroups));
  }
}

function checkSchedule(
  { once, cron, rrule, start }: Extract<TriggerFile, { kind: 'schedule' }>,
  context: CampaignContext,
): void {
  if (once !== undefined) tell(context, 'once', readOnce(once));
  if (cron !== undefined) tell(context, 'cron', readSeldom(cron));
  if (rrule === undefined || start === undefined) return;
  const from = readLocalDateTime(start);
  if ('message' in from) tell(context, 'start', { ok: false, ...from });
  // A rule is held against a start that there is, so that it is told what is wrong in itself.
  const anyDay = { year: 2026, month: 1, day: 1, hour: 0, minute: 0 };
  tell(context, 'rrule', readRrule(rrule, 'message' in from ? anyDay : from));
}

/** Everybody lives through each time of a schedule, so there are not too many of them. */
const MOST_TIMES_A_DAY = 24;

function readSeldom(cron: string): ScheduleReading {
  const read = readCron(cron);
  if (!read.ok || read.schedule.kind === 'once') return read;
  const times = read.schedule.minutesOfDay.length;
  if (times <= MOST_TIMES_A_DAY) return read;
  const message = `this is ${times} times a day, more than ${MOST_TIMES_A_DAY}; give the minute and the hour as numbers`;
  return { ok: false, message, position: 0 };
}

function checkHoliday(
  { holiday, variant }: Extract<TriggerFile, { kind: 'holiday' }>,
  { ownDays, yaml, problems }: CampaignContext,
): void {
  if (ownDays === undefined) return;
  const named = holidayNamed(holiday, variant, ownDays);
  if (named.kind === 'no-holiday') {
    const all = [...Object.keys(HOLIDAYS), ...ownDays.keys()];
    const message = `there is no holiday "${holiday}", and calendar.yaml has no such day`;
    problems.addAt(yaml, ['trigger', 'holiday'], message, nearestName(holiday, all));
  }
  if (named.kind === 'no-variant') {
    const has = named.variants.length === 0 ? 'none' : named.variants.join(', ');
    const message = `${holiday} has no variant "${variant}"; it has ${has}`;
    problems.addAt(yaml, ['trigger', 'variant'], message, nearestName(variant ?? '', named.variants));
  }
}

function tell(
  { yaml, problems }: CampaignContext,
  field: string,
  reading: { readonly ok: true } | ({ readonly ok: false } & Mistake),
): void {
  if (!reading.ok) addConditionProblem(yaml, ['trigger', field], reading, problems);
}
