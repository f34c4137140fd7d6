import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';
import { parseScheduleExpression } from '../../../../infra/local/schedule/schedule-expression.ts';
import { createSchedules } from '../../../../infra/local/schedule/schedules.ts';
import type { ScheduleResource } from '../../../../infra/local/template/local-topology.ts';

const at = (text: string) => Date.parse(text);

describe('a schedule expression', () => {
  it.each([
    ['rate(1 minute)', 'UTC', '2024-01-01T00:01:00Z'],
    ['rate(12 hours)', 'UTC', '2024-01-01T12:00:00Z'],
    ['rate(1 day)', 'UTC', '2024-01-02T00:00:00Z'],
    ['cron(15 10 * * ? *)', 'UTC', '2024-01-01T10:15:00Z'],
    // The examples of the EventBridge guide: 1 is Sunday, and 2024-01-01 is a Monday.
    ['cron(0 18 ? * MON-FRI *)', 'UTC', '2024-01-01T18:00:00Z'],
    ['cron(0 10 ? * 1 *)', 'UTC', '2024-01-07T10:00:00Z'],
    ['cron(0 8 1 * ? *)', 'Asia/Shanghai', '2024-02-01T00:00:00Z'],
    ['cron(0 0 1 1 ? 2030)', 'UTC', '2030-01-01T00:00:00Z'],
  ])('%s in %s comes round at %s', (expression, timeZone, expected) => {
    const next = parseScheduleExpression(expression, timeZone).next(at('2024-01-01T00:00:00Z'));
    expect(new Date(next ?? 0).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 fortnight)',
    'cron(* * *)',
    'cron(99 0 * * ? *)',
    'at(2024-01-01T00:00:00)',
  ])('%s is an error', (expression) => {
    expect(() => parseScheduleExpression(expression, 'UTC')).toThrow(
      expect.objectContaining({ code: 'LOCAL.SCHEDULE', message: expect.stringContaining(expression) }),
    );
  });
});

const schedule = (name: string, expression: string, input?: string): ScheduleResource => ({
  name,
  arn: `arn:${name}`,
  expression,
  timeZone: 'UTC',
  functionArn: `function:${name}`,
  ...(input !== undefined && { input }),
});

function setUp(resources: ScheduleResource[], fail?: Error) {
  const calls: [functionArn: string, event: unknown][] = [];
  const clock = createLocalClock();
  clock.holdAt(at('2024-01-01T03:00:30.500Z'));
  const schedules = createSchedules({
    resources,
    clock,
    account: '000000000000',
    region: 'us-east-1',
    report: () => undefined,
    invoke: async (functionArn, event) => {
      calls.push([functionArn, event]);
      if (fail !== undefined) throw fail;
    },
  });
  return { schedules, calls };
}

describe('firing sweeps', () => {
  it('runs what comes round more often than hourly once, with the event of the scheduler', async () => {
    const { schedules, calls } = setUp([
      schedule('sweep', 'rate(1 minute)'),
      schedule('often', 'cron(*/20 * * * ? *)'),
      schedule('hourly', 'rate(1 hour)'),
      schedule('daily', 'cron(0 3 * * ? *)'),
    ]);
    await schedules.fireSweeps();
    expect(calls).toEqual([
      ['function:sweep', expect.objectContaining({ source: 'aws.scheduler', resources: ['arn:sweep'] })],
      ['function:often', expect.objectContaining({ source: 'aws.scheduler', resources: ['arn:often'] })],
    ]);
  });

  it('runs only what came round since', async () => {
    const { schedules, calls } = setUp([
      schedule('sweep', 'rate(1 minute)'),
      schedule('often', 'cron(*/20 * * * ? *)'),
      schedule('daily', 'cron(0 3 * * ? *)'),
    ]);
    await schedules.fireSweeps(at('2024-01-01T02:59:45Z'));
    expect(calls.map(([functionArn]) => functionArn)).toEqual(['function:often']);
  });

  it('rejects where a target failed', async () => {
    const { schedules } = setUp([schedule('sweep', 'rate(1 minute)')], new Error('no table'));
    await expect(schedules.fireSweeps()).rejects.toMatchObject({
      code: 'LOCAL.SCHEDULE',
      message: expect.stringContaining('no table'),
    });
  });
});

describe('firing what comes round daily', () => {
  it('runs it once, whatever the hour, with its own input', async () => {
    const { schedules, calls } = setUp([
      schedule('sweep', 'rate(1 minute)'),
      schedule('daily', 'cron(15 9 * * ? *)', '{"at":"<aws.scheduler.scheduled-time>"}'),
      schedule('once', 'cron(0 0 1 1 ? 2030)'),
    ]);
    await schedules.fireDaily();
    expect(calls).toEqual([
      ['function:daily', { at: '2024-01-01T03:00:30Z' }],
      ['function:once', expect.objectContaining({ source: 'aws.scheduler' })],
    ]);
  });

  it('rejects where a target failed', async () => {
    const { schedules } = setUp([schedule('daily', 'rate(1 day)')], new Error('no table'));
    await expect(schedules.fireDaily()).rejects.toMatchObject({ code: 'LOCAL.SCHEDULE' });
  });
});

describe('schedules in real time', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('come round by the shifted clock until they are stopped, whatever one run did', async () => {
    vi.useFakeTimers({ now: at('2026-06-01T00:00:00Z') });
    const clock = createLocalClock();
    clock.holdAt(at('1998-01-01T02:59:30Z'));
    clock.resume();
    const calls: string[] = [];
    const failures: string[] = [];
    const schedules = createSchedules({
      resources: [schedule('sweep', 'rate(1 minute)'), schedule('daily', 'cron(0 3 * * ? *)')],
      clock,
      account: '000000000000',
      region: 'us-east-1',
      report: (name, reason) => failures.push(`${name}: ${reason}`),
      invoke: async (functionArn) => {
        calls.push(`${functionArn} ${new Date(clock.now()).toISOString().slice(11, 19)}`);
        if (calls.length === 1) throw new Error('once');
      },
    });
    schedules.start();
    await vi.advanceTimersByTimeAsync(150_000);
    expect(calls).toEqual(['function:daily 03:00:00', 'function:sweep 03:00:30', 'function:sweep 03:01:30']);
    expect(failures).toEqual(['daily: Error: once']);
    await schedules.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toHaveLength(3);
  });
});
