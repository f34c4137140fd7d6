import { Duration, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import type { PublicApi } from '../constructs/public-api.ts';
import { TextSender } from '../constructs/text-sender.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Up to 20 s of waiting for slots of the account's quota, and as long for the provider. */
const TIMEOUT = Duration.seconds(60);

/** Claims, checks, renders, sends and records each message. */
export class DeliverStep extends Construct {
  /** Where `dispatch` puts messages. */
  readonly outbound: WorkerQueue;

  constructor(scope: Construct, id: string, context: PipelineContext, api: PublicApi) {
    super(scope, id);
    const { settings, state } = context;
    this.outbound = new WorkerQueue(this, 'Outbound', {
      queueName: queueNameOf(settings, 'outbound'),
      context,
      consumerTimeout: TIMEOUT,
      // Sending paused, a domain not verified: some hours of tries before a mail is given up to the operator.
      maxReceives: 20,
      retention: Duration.days(7),
      // A large campaign waits for hours by design: the quota sets the pace.
      alarmAfter: Duration.hours(6),
      batchSize: 25,
      maxConcurrency: settings.deliverConcurrency,
    });
    const texts = settings.texts && new TextSender(this, settings.texts);
    const deliver = new PerennialFunction(this, 'Deliver', {
      name: 'deliver',
      context,
      description: 'Claims, checks consent, renders, sends and records each message',
      timeout: TIMEOUT,
      memoryMb: 1024,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        SENDER: settings.senderAddress,
        CONFIGURATION_SET: state.mail.configurationSetName,
        LINK_SECRET: state.linkSigningKey.secretArn,
        PUBLIC_URL: api.url,
        OUTBOUND_QUEUE_URL: this.outbound.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: this.outbound.deadLetters.queueUrl,
        SEND_RATE_SHARE: String(settings.sendRateShare),
        ...texts?.environment,
        ...(settings.texts?.partsPerSecond !== undefined && {
          SMS_PARTS_PER_SECOND: String(settings.texts.partsPerSecond),
        }),
      },
    });
    state.customers.grant(
      deliver,
      'GetItem',
      'BatchGetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      // Reads what was learnt about products, to recommend some.
      'Query',
    );
    state.mail.grantSend(deliver);
    state.mail.grantReadQuota(deliver);
    Validations.of(deliver).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'ses:GetSendQuota reads two figures of the account; the action knows no resource to narrow it to.',
    });
    state.linkSigningKey.grantRead(deliver);
    texts?.grantSend(deliver);
    // What may not go yet goes back to its queue.
    this.outbound.queue.grantSendMessages(deliver);
    this.outbound.deadLetters.grantSendMessages(deliver);
    this.outbound.consumeBy(deliver);
  }
}
