import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SHOP_FACT_PREFIX } from '../../../shared/app/calibrate/shop-fact.ts';
import { JOURNAL_PREFIX } from '../../../shared/app/item-keys.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import type { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Relays new journal entries: messages to the outbound queue, facts to the bus. */
export class DispatchStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, outbound: WorkerQueue) {
    super(scope, id);
    const { settings, state } = context;
    const dispatch = new PerennialFunction(this, 'Dispatch', {
      name: 'dispatch',
      context,
      description: 'Relays the facts of new journal entries to the outbound queue and the bus',
      timeout: Duration.seconds(60),
      memoryMb: 512,
      environment: { OUTBOUND_QUEUE_URL: outbound.queue.queueUrl, BUS_NAME: state.bus.eventBusName },
    });
    outbound.queue.grantSendMessages(dispatch);
    state.bus.grantPutEventsTo(dispatch);
    new StreamConsumer(this, 'Journal', {
      consumer: dispatch,
      context,
      queueName: queueNameOf(settings, 'dispatch-dlq'),
      batchSize: 100,
      batchWindow: Duration.seconds(1),
      filters: [JOURNAL_PREFIX, SHOP_FACT_PREFIX].map((prefix) => ({
        eventName: ['INSERT'],
        dynamodb: { Keys: { sk: { S: [{ prefix }] } } },
      })),
    });
  }
}
