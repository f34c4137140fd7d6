import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PipelineContext } from '../pipeline-context.ts';

export interface DeadLetterQueueProps {
  readonly queueName: string;
  readonly context: PipelineContext;
  /** What stands in it and what to do, for the alarm. */
  readonly description: string;
  /** Name of the one queue that may redrive into it. Absent: none (a stream, a schedule or a rule puts things here). */
  readonly sourceQueueName?: string;
}

/** Where things end that could not be handled: kept for 14 days (the most that SQS offers), and an alarm rings. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: props.queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy:
        props.sourceQueueName === undefined
          ? { redrivePermission: RedrivePermission.DENY_ALL }
          : {
              redrivePermission: RedrivePermission.BY_QUEUE,
              sourceQueues: [this.named(props.sourceQueueName)],
            },
    });
    if (props.sourceQueueName === undefined) {
      Validations.of(this.queue).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason:
          'It is the dead-letter queue of a stream mapping or a schedule; the rule only knows those of other queues. An alarm rings when anything is in it.',
      });
    }
    props.context.alarms.raise(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      description: props.description,
      threshold: 0,
      when: 'above',
    });
  }

  /** By its name: the source refers to this queue, and CloudFormation refuses two resources that refer to each other. */
  private named(queueName: string): IQueue {
    const arn = Stack.of(this).formatArn({
      service: 'sqs',
      resource: queueName,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    return Queue.fromQueueArn(this, 'Source', arn);
  }
}
