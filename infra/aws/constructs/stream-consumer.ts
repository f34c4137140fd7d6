import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { PipelineContext } from '../pipeline-context.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { PerennialFunction } from './perennial-function.ts';

/** A change that fails keeps its shard waiting: long enough to outlast an outage, short of the stream's own 24 hours. */
const MAX_RECORD_AGE = Duration.hours(6);
const MAX_RETRIES = 100;
const ALARM_AFTER = Duration.minutes(5);

/** A filter on a stream record; a record passes that matches any of them. */
export type StreamFilter = Readonly<Record<string, unknown>>;

export interface StreamConsumerProps {
  readonly consumer: PerennialFunction;
  readonly context: PipelineContext;
  readonly queueName: string;
  readonly batchSize: number;
  readonly batchWindow: Duration;
  readonly filters: readonly StreamFilter[];
  /** Present: invocations name their shard and follow each other in it. */
  readonly tumblingWindow?: Duration;
}

/** One reader of the table's stream; what it cannot handle is named in a queue of its own. */
export class StreamConsumer extends Construct {
  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    const { consumer, context, tumblingWindow } = props;
    const failed = new DeadLetterQueue(this, 'Failed', {
      queueName: props.queueName,
      context,
      description: `Changes that ${consumer.function.node.path} could not handle: shard and sequence numbers. The journal in the table still holds them.`,
    });
    context.state.customers.grantStreamRead(consumer);
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.function,
      eventSourceArn: context.state.customers.streamArn,
      // From the oldest change kept, so that none is lost between the table's making and this mapping's.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      maxBatchingWindow: props.batchWindow,
      filters: props.filters.map((filter) => FilterCriteria.filter(filter)),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: MAX_RETRIES,
      maxRecordAge: MAX_RECORD_AGE,
      onFailure: new SqsDlq(failed.queue),
      ...(tumblingWindow !== undefined && { tumblingWindow }),
    });
    context.alarms.raise(this, 'IteratorAge', {
      metric: consumer.function.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      description: `${consumer.function.node.path} falls behind the table's stream. After 24 hours changes would be lost.`,
      threshold: ALARM_AFTER.toMilliseconds(),
      when: 'above',
      periods: 5,
    });
  }
}
