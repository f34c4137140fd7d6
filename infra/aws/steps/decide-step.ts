import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

const TIMEOUT = Duration.seconds(30);
const BATCH_SIZE = 100;

/** The customer state machine: subscribes to the shops' events, and takes the ticks of time passing beside them. */
export class DecideStep extends Construct {
  /** Events of the shops, and what providers tell of customers. */
  readonly inputs: WorkerQueue;
  /** Where `sweep` and `recheck` put ticks. A queue of their own, so that a night's ticks never delay an order. */
  readonly ticks: WorkerQueue;
  /**
   * Where `broadcast` puts ticks. A queue of their own too: the sweep waits until its own are through, and while a campaign goes out for
   * hours everybody else's time must not stand still.
   */
  readonly broadcasts: WorkerQueue;

  constructor(scope: Construct, id: string, context: PipelineContext) {
    super(scope, id);
    const { settings, state } = context;
    this.inputs = new WorkerQueue(this, 'Inputs', {
      queueName: queueNameOf(settings, 'inputs'),
      context,
      consumerTimeout: TIMEOUT,
      maxReceives: 10,
      retention: Duration.days(7),
      alarmAfter: Duration.minutes(5),
      batchSize: BATCH_SIZE,
    });
    const { inputs } = this;
    this.ticks = new WorkerQueue(this, 'Ticks', {
      queueName: queueNameOf(settings, 'ticks'),
      context,
      consumerTimeout: TIMEOUT,
      maxReceives: 5,
      // The sweep finds again whatever is still due, so an old tick is worth nothing.
      retention: Duration.days(1),
      alarmAfter: Duration.minutes(30),
      batchSize: BATCH_SIZE,
      maxConcurrency: 5,
    });
    this.broadcasts = new WorkerQueue(this, 'Broadcasts', {
      queueName: queueNameOf(settings, 'broadcasts'),
      context,
      consumerTimeout: TIMEOUT,
      // Each is sent once: who loses theirs is not let in until something else happens to them.
      maxReceives: 10,
      retention: Duration.days(7),
      alarmAfter: Duration.minutes(30),
      batchSize: BATCH_SIZE,
      maxConcurrency: 5,
    });
    const decide = new PerennialFunction(this, 'Decide', {
      name: 'decide',
      context,
      description: 'Folds inputs and ticks into customer states and journals what followed',
      timeout: TIMEOUT,
      memoryMb: 1024,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        DEAD_LETTER_QUEUE_URL: inputs.deadLetters.queueUrl,
        LINK_SECRET: state.linkSigningKey.secretArn,
      },
    });
    // Those who were erased stand in the table under hashes.
    state.linkSigningKey.grantRead(decide);
    state.customers.grant(
      decide,
      'GetItem',
      'BatchGetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
      // Reads the calibrations and what was decided about campaigns.
      'Query',
    );
    inputs.deadLetters.grantSendMessages(decide);
    inputs.consumeBy(decide);
    this.ticks.consumeBy(decide);
    this.broadcasts.consumeBy(decide);
    this.subscribe(context, inputs);
  }

  private subscribe({ state, alarms }: PipelineContext, inputs: WorkerQueue): void {
    const rule = new Rule(this, 'ShopEvents', {
      eventBus: state.bus,
      description: 'Events of the shops, to the queue that decide reads',
      eventPattern: { source: Match.prefix('shop.') },
    });
    rule.addTarget(
      new SqsQueue(inputs.queue, {
        // The body is an event either way, so one redrive serves both ways into this queue.
        deadLetterQueue: inputs.deadLetters,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    );
    alarms.raise(this, 'EventsLost', {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { EventBusName: state.bus.eventBusName, RuleName: rule.ruleName },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      description:
        'EventBridge could neither deliver an event nor park it. Check the queues’ policies, then replay the archive.',
      threshold: 0,
      when: 'above',
    });
  }
}
