import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { FunctionSchedule } from '../constructs/function-schedule.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import type { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Every minute: finds the customers about whom something is due and puts a tick for each on the queue. */
export class SweepStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, ticks: WorkerQueue) {
    super(scope, id);
    const { settings, state, alarms } = context;
    const missed = new DeadLetterQueue(this, 'Missed', {
      queueName: queueNameOf(settings, 'sweep-dlq'),
      context,
      description:
        'A sweep did not run or failed. The next one catches up; if they all fail, time stands still.',
    });
    const sweep = new PerennialFunction(this, 'Sweep', {
      name: 'sweep',
      context,
      description: 'Reads the due index and puts ticks on their queue',
      // Below the schedule's minute, so that two sweeps do not overlap.
      timeout: Duration.seconds(50),
      memoryMb: 512,
      environment: { TABLE_NAME: state.customers.table.tableName, TICKS_QUEUE_URL: ticks.queue.queueUrl },
    });
    state.customers.grantIndexQuery(sweep, 'due');
    sweep.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
        resources: [ticks.queue.queueArn],
      }),
    );
    new FunctionSchedule(this, 'EveryMinute', {
      target: sweep,
      description: 'Runs the sweep',
      expression: 'rate(1 minute)',
      deliveryRetries: 1,
      // The next minute is the retry.
      failureRetries: 0,
      maxAge: Duration.minutes(1),
      missed,
    });
    alarms.raise(this, 'Stopped', {
      metric: sweep.function.metricInvocations({ period: Duration.minutes(5) }),
      description:
        'No sweep has run for ten minutes: no stage decays and no journey goes on. Is the schedule enabled?',
      threshold: 1,
      when: 'below',
      periods: 2,
    });
  }
}
