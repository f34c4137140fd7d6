import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PipelineContext } from '../pipeline-context.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { PerennialFunction } from './perennial-function.ts';

/** A batch waits this long to fill up; SQS demands it of batches over 10. */
const BATCH_WINDOW = Duration.seconds(1);

/** Lambda wants six times the function's timeout, or a slow batch would be handled twice. */
const VISIBILITY_PER_TIMEOUT = 6;

export interface WorkerQueueProps {
  readonly queueName: string;
  readonly context: PipelineContext;
  readonly consumerTimeout: Duration;
  /** After so many receives a message goes to the dead-letter queue. */
  readonly maxReceives: number;
  /** Well below the dead-letter queue's 14 days, which are counted from when a message was first sent. */
  readonly retention: Duration;
  /** A message that waits longer rings the alarm. */
  readonly alarmAfter: Duration;
  readonly batchSize: number;
  /** How many of the consumer run at once for this queue, at least 2. Absent: as many as the account allows. */
  readonly maxConcurrency?: number;
}

/** A queue with one consumer, its dead-letter queue, and an alarm on what waits too long. */
export class WorkerQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly props: WorkerQueueProps;

  constructor(scope: Construct, id: string, props: WorkerQueueProps) {
    super(scope, id);
    this.props = props;
    const { queueName, context } = props;
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      queueName: `${queueName}-dlq`,
      sourceQueueName: queueName,
      context,
      description: `Messages of ${queueName} that could not be handled. What was parked says why. Mend it, then move the rest back (docs/deploy.md).`,
    }).queue;
    this.queue = new Queue(this, 'Queue', {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(
        props.consumerTimeout.toSeconds() * VISIBILITY_PER_TIMEOUT + BATCH_WINDOW.toSeconds(),
      ),
      retentionPeriod: props.retention,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceives },
    });
    context.alarms.raise(this, 'OldestMessage', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      description: `${queueName} falls behind: a message waits for longer than ${props.alarmAfter.toHumanString()}.`,
      threshold: props.alarmAfter.toSeconds(),
      when: 'above',
      periods: 5,
    });
  }

  /** The feeder puts messages on the queue, and sees how many still stand in it. */
  fillBy(feeder: PerennialFunction): void {
    feeder.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
        resources: [this.queue.queueArn],
      }),
    );
  }

  consumeBy(consumer: PerennialFunction): void {
    const { batchSize, maxConcurrency } = this.props;
    consumer.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        maxBatchingWindow: BATCH_WINDOW,
        reportBatchItemFailures: true,
        ...(maxConcurrency !== undefined && { maxConcurrency }),
      }),
    );
  }
}
