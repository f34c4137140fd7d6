import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  CLAIM_PREFIX,
  JOURNAL_PREFIX,
  STATE_SORT_KEY,
  WEBHOOK_PREFIX,
} from '../../../shared/app/item-keys.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { StreamConsumer, type StreamFilter } from '../constructs/stream-consumer.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

const changed = (
  eventNames: readonly string[],
  sortKey: string | { readonly prefix: string },
): StreamFilter => ({
  eventName: eventNames,
  dynamodb: { Keys: { sk: { S: [sortKey] } } },
});

/** Folds changes into the counters, exactly once per shard of the stream. */
export class ReportStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext) {
    super(scope, id);
    const { settings, state } = context;
    const report = new PerennialFunction(this, 'Report', {
      name: 'report',
      context,
      description: 'Folds facts, sends and changes of class into the counters',
      timeout: Duration.seconds(60),
      memoryMb: 512,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        LINK_SECRET: state.linkSigningKey.secretArn,
      },
    });
    // Those who were erased stand in the table under hashes.
    state.linkSigningKey.grantRead(report);
    state.customers.grant(
      report,
      'GetItem',
      'BatchGetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    );
    new StreamConsumer(this, 'Changes', {
      consumer: report,
      context,
      queueName: queueNameOf(settings, 'report-dlq'),
      batchSize: 1000,
      // Every batch rewrites the totals, which at a few orders a minute costs more than the orders: counters may lag.
      batchWindow: Duration.seconds(20),
      // Only windowed invocations are told their shard, which the checkpoint needs. The window's length changes
      // nothing but how often an empty invocation closes it.
      tumblingWindow: Duration.minutes(5),
      filters: [
        changed(['INSERT'], { prefix: JOURNAL_PREFIX }),
        changed(['INSERT', 'MODIFY'], { prefix: CLAIM_PREFIX }),
        changed(['INSERT'], { prefix: WEBHOOK_PREFIX }),
        changed(['INSERT', 'MODIFY'], STATE_SORT_KEY),
      ],
    });
  }
}
