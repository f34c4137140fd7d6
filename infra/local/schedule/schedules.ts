import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../shared/domain/instant.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock } from '../../../shared/ports.ts';
import { failureReason } from '../mapping/failure-reason.ts';
import type { ScheduleResource } from '../template/local-topology.ts';
import { parseScheduleExpression, type ScheduleTimes } from './schedule-expression.ts';

export interface Schedules {
  /**
   * Runs the target of every sweep (a schedule that comes round more often than hourly) once, now; with `since`, only
   * of those that come round after it up to now. Rejects with `LOCAL.SCHEDULE` where a target failed.
   */
  fireSweeps(since?: Instant): Promise<void>;
  /** Runs the target of every other schedule once, now. Rejects likewise. */
  fireDaily(): Promise<void>;
  /** Runs them in real time until stopped. Failures are reported; the next time is the retry. */
  start(): void;
  /** Lets the runs in hand finish. */
  stop(): Promise<void>;
}

interface SchedulesOptions {
  readonly resources: readonly ScheduleResource[];
  readonly clock: Clock;
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  readonly report: (schedule: string, reason: string) => void;
  readonly account: string;
  readonly region: string;
}

/** Longer waits are cut up: a timer holds at most 24.8 days. */
const LONGEST_WAIT_MS = 3_600_000;

const HOUR_MS = 3_600_000;

/** Whether it comes round more often than hourly, by its first two times. */
function isSweep(times: ScheduleTimes): boolean {
  const first = times.next(0);
  const second = first === undefined ? undefined : times.next(first);
  return first !== undefined && second !== undefined && second - first < HOUR_MS;
}

const wholeSeconds = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** What the target gets: the schedule's own input, with the context attributes filled in, or the scheduler's event. */
function createEvent(schedule: ScheduleResource, at: Instant, account: string, region: string): unknown {
  if (schedule.input === undefined) {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account,
      time: wholeSeconds(at),
      region,
      resources: [schedule.arn],
      detail: '{}',
    };
  }
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': schedule.arn,
    'scheduled-time': wholeSeconds(at),
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  const input = schedule.input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => attributes[name] ?? whole,
  );
  return JSON.parse(input);
}

/** Throws `LOCAL.SCHEDULE` at once for an expression that is not understood. */
export function createSchedules(options: SchedulesOptions): Schedules {
  const { clock, account, region } = options;
  const schedules = options.resources.map((resource) => {
    const times = parseScheduleExpression(resource.expression, resource.timeZone);
    return { resource, times, isSweep: isSweep(times) };
  });
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  const run = async (resource: ScheduleResource, at: Instant): Promise<void> => {
    await options.invoke(resource.functionArn, createEvent(resource, at, account, region));
  };

  const runOrThrow = async (resource: ScheduleResource): Promise<void> => {
    try {
      await run(resource, clock.now());
    } catch (cause) {
      throw new PerennialError('LOCAL.SCHEDULE', {
        message: `The schedule ${resource.name} failed: ${failureReason(cause)}`,
        retryable: true,
        cause,
      });
    }
  };

  const runInBackground = (resource: ScheduleResource, at: Instant): void => {
    const settled = run(resource, at).catch((error: unknown) =>
      options.report(resource.name, failureReason(error)),
    );
    running.add(settled);
    settled.finally(() => running.delete(settled));
  };

  const plan = (resource: ScheduleResource, times: ScheduleTimes, at: Instant | undefined): void => {
    if (at === undefined) return;
    const wait = at - clock.now();
    const timer = setTimeout(
      () => {
        if (clock.now() < at) return plan(resource, times, at);
        runInBackground(resource, at);
        // Times that passed meanwhile (the machine slept) are not made up for.
        plan(resource, times, times.next(Math.max(at, clock.now() - 1)));
      },
      Math.min(Math.max(wait, 0), LONGEST_WAIT_MS),
    );
    timers.set(resource.name, timer);
  };

  return {
    fireSweeps: async (since) => {
      const now = clock.now();
      for (const { resource, times } of schedules.filter((schedule) => schedule.isSweep)) {
        const next = since === undefined ? now : times.next(since);
        if (next !== undefined && next <= now) await runOrThrow(resource);
      }
    },
    fireDaily: async () => {
      for (const { resource } of schedules.filter((schedule) => !schedule.isSweep))
        await runOrThrow(resource);
    },
    start: () => {
      for (const { resource, times } of schedules) plan(resource, times, times.next(clock.now()));
    },
    stop: async () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(running);
    },
  };
}
