import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SHOP_FACT_PREFIX } from '../../../shared/app/calibrate/shop-fact.ts';
import { JOURNAL_PREFIX, TASK_PREFIX } from '../../../shared/app/item-keys.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { StreamConsumer, type StreamFilter } from '../constructs/stream-consumer.ts';
import type { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

interface DispatchQueues {
  readonly outbound: WorkerQueue;
  readonly webhooks: WorkerQueue;
}

/** Relays new journal entries: messages and webhooks to their queues, tasks to the table, facts to the bus. */
export class DispatchStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, queues: DispatchQueues) {
    super(scope, id);
    const { settings, state } = context;
    const { outbound, webhooks } = queues;
    const dispatch = new PerennialFunction(this, 'Dispatch', {
      name: 'dispatch',
      context,
      description: 'Relays the facts of new journal entries to queues and bus, and keeps the tasks',
      timeout: Duration.seconds(60),
      memoryMb: 512,
      environment: {
        OUTBOUND_QUEUE_URL: outbound.queue.queueUrl,
        WEBHOOK_QUEUE_URL: webhooks.queue.queueUrl,
        BUS_NAME: state.bus.eventBusName,
        TABLE_NAME: state.customers.table.tableName,
        LINK_SECRET: state.linkSigningKey.secretArn,
      },
    });
    // Those who were erased stand in the table under hashes: nobody is asked to do anything for them.
    state.linkSigningKey.grantRead(dispatch);
    outbound.queue.grantSendMessages(dispatch);
    webhooks.queue.grantSendMessages(dispatch);
    state.customers.grant(dispatch, 'GetItem', 'BatchGetItem', 'PutItem');
    state.bus.grantPutEventsTo(dispatch);
    new StreamConsumer(this, 'Journal', {
      consumer: dispatch,
      context,
      queueName: queueNameOf(settings, 'dispatch-dlq'),
      batchSize: 100,
      batchWindow: Duration.seconds(1),
      filters: [
        ...[JOURNAL_PREFIX, SHOP_FACT_PREFIX].map((prefix) => filterOf('INSERT', prefix)),
        // Somebody has closed a task.
        filterOf('MODIFY', TASK_PREFIX),
      ],
    });
  }
}

const filterOf = (eventName: 'INSERT' | 'MODIFY', prefix: string): StreamFilter => ({
  eventName: [eventName],
  dynamodb: { Keys: { sk: { S: [{ prefix }] } } },
});
