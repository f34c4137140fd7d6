import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { runEveryMinutes } from '../constructs/run-every-minutes.ts';
import type { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Every minute: finds the customers about whom something is due and puts a tick for each on the queue. */
export class SweepStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, ticks: WorkerQueue) {
    super(scope, id);
    const { settings, state } = context;
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
    ticks.fillBy(sweep);
    runEveryMinutes(this, 1, {
      target: sweep,
      context,
      description: 'Runs the sweep',
      missed: {
        queueName: queueNameOf(settings, 'sweep-dlq'),
        description:
          'A sweep did not run or failed. The next one catches up; if they all fail, time stands still.',
      },
      stopped:
        'No sweep has run for ten minutes: no stage decays and no journey goes on. Is the schedule enabled?',
    });
  }
}
