import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type EventPattern, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import type { PublicApi } from '../constructs/public-api.ts';
import { TextSender } from '../constructs/text-sender.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

const TIMEOUT = Duration.seconds(30);

/** Takes what providers tell of the messages they were given, and the texts that people send back. */
export class FeedbackStep extends Construct {
  private readonly told: WorkerQueue;

  /** `inputs`: what `decide` reads. */
  constructor(scope: Construct, id: string, context: PipelineContext, api: PublicApi, inputs: WorkerQueue) {
    super(scope, id);
    const { settings, state } = context;
    this.told = new WorkerQueue(this, 'Feedback', {
      queueName: queueNameOf(settings, 'feedback'),
      context,
      consumerTimeout: TIMEOUT,
      maxReceives: 10,
      retention: Duration.days(7),
      alarmAfter: Duration.minutes(15),
      batchSize: 50,
      // A large campaign's deliveries come all at once, and must not take the place of orders and sends.
      maxConcurrency: 10,
    });
    const texts = settings.texts && new TextSender(this, settings.texts);
    const feedback = new PerennialFunction(this, 'Function', {
      name: 'feedback',
      context,
      description: 'Takes what providers tell of messages: bounces, complaints, clicks, replies',
      timeout: TIMEOUT,
      memoryMb: 512,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        LINK_SECRET: state.linkSigningKey.secretArn,
        PUBLIC_URL: api.url,
        INPUTS_QUEUE_URL: inputs.queue.queueUrl,
        FEEDBACK_QUEUE_URL: this.told.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: this.told.deadLetters.queueUrl,
        ...texts?.environment,
      },
    });
    // Deletes what a START lifts, and reads the claims of a customer whose mail came back.
    state.customers.grant(feedback, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query');
    state.linkSigningKey.grantRead(feedback);
    texts?.grantSend(feedback);
    inputs.queue.grantSendMessages(feedback);
    // A click goes back once, to be judged with those after it.
    this.told.queue.grantSendMessages(feedback);
    this.told.deadLetters.grantSendMessages(feedback);
    this.told.consumeBy(feedback);

    this.subscribe(context, 'MailEvents', 'What SES tells of our mails', {
      source: ['aws.ses'],
      detail: { mail: { tags: { 'ses:configuration-set': [state.mail.configurationSetName] } } },
    });
    this.subscribe(context, 'TextEvents', 'What AWS End User Messaging tells of our texts', {
      source: ['aws.sms-voice'],
      detailType: ['Text Message Delivery Status Updated'],
      detail: { context: { reference: Match.exists() } },
    });
    this.takeReplies();
  }

  /** AWS services publish to the default bus and to no other; whatever else the account sends stays out. */
  private subscribe(
    { alarms }: PipelineContext,
    id: string,
    description: string,
    eventPattern: EventPattern,
  ): void {
    const rule = new Rule(this, id, { description, eventPattern });
    rule.addTarget(
      new SqsQueue(this.told.queue, {
        deadLetterQueue: this.told.deadLetters,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    );
    alarms.raise(this, `${id}Lost`, {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { RuleName: rule.ruleName },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      description: `${description} could neither be delivered nor parked: a bounce or a complaint may be unknown here. Check the queues’ policies.`,
      threshold: 0,
      when: 'above',
    });
  }

  /** The topic that a number's two-way texting is pointed to, which is done where the number was registered. */
  private takeReplies(): void {
    const topic = new Topic(this, 'Replies', { displayName: 'Texts to the shop', enforceSSL: true });
    topic.grantPublish(
      new ServicePrincipal('sms-voice.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    topic.addSubscription(new SqsSubscription(this.told.queue, { deadLetterQueue: this.told.deadLetters }));
    new CfnOutput(this, 'RepliesTopic', {
      description: 'Where two-way texts go (docs/deploy.md)',
      value: topic.topicArn,
    });
  }
}
