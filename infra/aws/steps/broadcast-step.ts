import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { runEveryMinutes } from '../constructs/run-every-minutes.ts';
import type { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Every minute: starts the dated campaigns that have become due, and puts a tick for each customer of their audience on the queue. */
export class BroadcastStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, broadcasts: WorkerQueue) {
    super(scope, id);
    const { settings, state } = context;
    const broadcast = new PerennialFunction(this, 'Broadcast', {
      name: 'broadcast',
      context,
      description: 'Starts dated campaigns, reads the audience index and puts ticks on their queue',
      // Below the schedule's minute, so that two runs do not overlap.
      timeout: Duration.seconds(55),
      memoryMb: 512,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        BROADCASTS_QUEUE_URL: broadcasts.queue.queueUrl,
      },
    });
    // It deletes what stands under the former name of a renamed campaign.
    state.customers.grant(broadcast, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem');
    state.customers.grantIndexQuery(broadcast, 'audience');
    broadcasts.fillBy(broadcast);
    runEveryMinutes(this, 1, {
      target: broadcast,
      context,
      description: 'Runs the broadcasts',
      missed: {
        queueName: queueNameOf(settings, 'broadcast-dlq'),
        description:
          'A run of the broadcasts did not begin or failed. The next one goes on where it stood; if they all fail, no dated campaign goes out.',
      },
      stopped:
        'No broadcast has run for ten minutes: dated campaigns do not go out, and new campaigns do not begin to hold. Is the schedule enabled?',
    });
  }
}
