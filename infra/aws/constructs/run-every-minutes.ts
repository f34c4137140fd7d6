import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PipelineContext } from '../pipeline-context.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { FunctionSchedule } from './function-schedule.ts';
import type { PerennialFunction } from './perennial-function.ts';

export interface EveryMinutesProps {
  readonly target: PerennialFunction;
  readonly context: PipelineContext;
  /** What a run is, for the schedule: "Runs the sweep". */
  readonly description: string;
  /** Where runs end that did not begin or failed, and what that means, for its alarm. */
  readonly missed: { readonly queueName: string; readonly description: string };
  /** What it means that nothing has run for four runs' time, ten minutes at least, for the alarm. */
  readonly stopped: string;
}

/** Runs a function every so many minutes, and rings where a run is missed or none comes any more. */
export function runEveryMinutes(scope: Construct, minutes: number, props: EveryMinutesProps): void {
  const { target, context, description, missed, stopped } = props;
  new FunctionSchedule(scope, minutes === 1 ? 'EveryMinute' : `Every${minutes}Minutes`, {
    target,
    description,
    // EventBridge Scheduler takes the singular for 1 alone.
    expression: minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`,
    deliveryRetries: 1,
    // The next run is the retry.
    failureRetries: 0,
    maxAge: Duration.minutes(minutes),
    missed: new DeadLetterQueue(scope, 'Missed', { ...missed, context }),
  });
  context.alarms.raise(scope, 'Stopped', {
    metric: target.function.metricInvocations({ period: Duration.minutes(Math.max(5, 2 * minutes)) }),
    description: stopped,
    threshold: 1,
    when: 'below',
    periods: 2,
  });
}
