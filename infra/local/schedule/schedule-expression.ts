import { Cron } from 'croner';
import type { Instant } from '../../../shared/domain/instant.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';

/** When a schedule runs. */
export interface ScheduleTimes {
  /** The first time after this instant; undefined where there is none. */
  next(after: Instant): Instant | undefined;
}

const UNITS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

const invalid = (expression: string, problem: string, cause?: unknown): PerennialError =>
  new PerennialError('LOCAL.SCHEDULE', {
    message: `The schedule expression "${expression}" ${problem}. Use rate(5 minutes) or cron(0 3 * * ? *).`,
    cause,
  });

/** Reads `rate(N unit)` or `cron(minute hour day-of-month month day-of-week year)` of EventBridge Scheduler. */
export function parseScheduleExpression(expression: string, timeZone: string): ScheduleTimes {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const [, count = '', unit] = rate;
    const unitMs = unit === 'day' ? UNITS.day : unit === 'hour' ? UNITS.hour : UNITS.minute;
    const interval = Number(count) * unitMs;
    if (interval === 0) throw invalid(expression, 'never comes round');
    return { next: (after) => after + interval };
  }
  const cron = /^cron\((\S+(?: \S+){5})\)$/.exec(expression);
  if (cron === null) throw invalid(expression, 'is not understood');
  try {
    const [, fields = ''] = cron;
    // Sunday is 1, as in Quartz; the seconds are not written.
    const job = new Cron(`0 ${fields}`, {
      timezone: timeZone,
      mode: '7-part',
      alternativeWeekdays: true,
      paused: true,
    });
    return { next: (after) => job.nextRun(new Date(after))?.getTime() };
  } catch (cause) {
    throw invalid(expression, 'is not understood', cause);
  }
}
