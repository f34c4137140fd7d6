import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { webhookSecretPrefix } from '../../../shared/app/webhook/webhook-secret-name.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Twice the longest call: the lookups and writes around it have as much. */
const TIMEOUT = Duration.seconds(60);

/** Tells the endpoints of the shop, over a queue of their own: one that is slow keeps no mail waiting. */
export class WebhookStep extends Construct {
  /** Where `dispatch` puts webhooks. */
  readonly webhooks: WorkerQueue;

  constructor(scope: Construct, id: string, context: PipelineContext, secretNames: readonly string[]) {
    super(scope, id);
    const { settings, state } = context;
    const prefix = webhookSecretPrefix(settings.stage);
    this.webhooks = new WorkerQueue(this, 'Webhooks', {
      queueName: queueNameOf(settings, 'webhook'),
      context,
      consumerTimeout: TIMEOUT,
      // A try in vain is a message of its own; what is received so often fails on this side, as for a missing secret.
      maxReceives: 10,
      retention: Duration.days(7),
      // What waits for its next try does so for a quarter of an hour at most before it is looked at.
      alarmAfter: Duration.hours(1),
      batchSize: 10,
      maxConcurrency: 5,
    });
    const webhook = new PerennialFunction(this, 'Webhook', {
      name: 'webhook',
      context,
      description: 'Signs webhooks, calls the endpoints of the shop and records the outcome',
      timeout: TIMEOUT,
      memoryMb: 512,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        WEBHOOK_SECRET_PREFIX: prefix,
        WEBHOOK_QUEUE_URL: this.webhooks.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: this.webhooks.deadLetters.queueUrl,
        LINK_SECRET: state.linkSigningKey.secretArn,
      },
    });
    // Those who were erased stand in the table under hashes.
    state.linkSigningKey.grantRead(webhook);
    state.customers.grant(webhook, 'GetItem', 'BatchGetItem', 'PutItem');
    // The owner of the account makes them, since the receiver has to know them too: the stack only names them.
    for (const name of new Set(secretNames))
      Secret.fromSecretNameV2(this, `Secret-${name}`, prefix + name).grantRead(webhook);
    // What is to be tried again goes back to its queue.
    this.webhooks.queue.grantSendMessages(webhook);
    this.webhooks.deadLetters.grantSendMessages(webhook);
    this.webhooks.consumeBy(webhook);
  }
}
