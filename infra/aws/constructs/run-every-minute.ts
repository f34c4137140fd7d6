import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PipelineContext } from '../pipeline-context.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { FunctionSchedule } from './function-schedule.ts';
import type { PerennialFunction } from './perennial-function.ts';

export interface EveryMinuteProps {
  readonly target: PerennialFunction;
  readonly context: PipelineContext;
  /** What a run is, for the schedule: "Runs the sweep". */
  readonly description: string;
  /** Where runs end that did not begin or failed, and what that means, for its alarm. */
  readonly missed: { readonly queueName: string; readonly description: string };
  /** What it means that nothing has run for ten minutes, for the alarm. */
  readonly stopped: string;
}

/** Runs a function every minute, and rings where a run is missed or none comes any more. */
export function runEveryMinute(scope: Construct, props: EveryMinuteProps): void {
  const { target, context, description, missed, stopped } = props;
  new FunctionSchedule(scope, 'EveryMinute', {
    target,
    description,
    expression: 'rate(1 minute)',
    deliveryRetries: 1,
    // The next minute is the retry.
    failureRetries: 0,
    maxAge: Duration.minutes(1),
    missed: new DeadLetterQueue(scope, 'Missed', { ...missed, context }),
  });
  context.alarms.raise(scope, 'Stopped', {
    metric: target.function.metricInvocations({ period: Duration.minutes(5) }),
    description: stopped,
    threshold: 1,
    when: 'below',
    periods: 2,
  });
}
