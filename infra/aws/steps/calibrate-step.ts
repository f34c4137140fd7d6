import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { FunctionSchedule } from '../constructs/function-schedule.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

const RECHECK_TIMEOUT = Duration.minutes(5);

/** Every night: learns from all customers, then puts a tick on the queue for each whose classes that changes. */
export class CalibrateStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext, ticks: WorkerQueue) {
    super(scope, id);
    const rechecks = new WorkerQueue(this, 'Rechecks', {
      queueName: queueNameOf(context.settings, 'rechecks'),
      context,
      consumerTimeout: RECHECK_TIMEOUT,
      maxReceives: 5,
      // The next calibration has everybody checked again, so an old one is worth nothing.
      retention: Duration.days(1),
      alarmAfter: Duration.hours(2),
      // One is a whole segment of the table.
      batchSize: 1,
      maxConcurrency: 5,
    });
    this.learn(context, rechecks);
    this.recheck(context, rechecks, ticks);
  }

  private learn(context: PipelineContext, rechecks: WorkerQueue): void {
    const { settings, state, alarms } = context;
    const missed = new DeadLetterQueue(this, 'Missed', {
      queueName: queueNameOf(settings, 'calibrate-dlq'),
      context,
      description:
        'A calibration did not run or failed three times. Classes go by the one before until the next night’s.',
    });
    const calibrate = new PerennialFunction(this, 'Calibrate', {
      name: 'calibrate',
      context,
      description: 'Learns cut points, thresholds and the purchase model from all customers',
      // The longest that Lambda offers.
      timeout: Duration.minutes(15),
      // It holds a summary of every customer; and with the memory comes a second processor to collect garbage.
      memoryMb: 3008,
      readsShop: true,
      environment: {
        TABLE_NAME: state.customers.table.tableName,
        RECHECKS_QUEUE_URL: rechecks.queue.queueUrl,
      },
    });
    state.customers.grant(
      calibrate,
      'Scan',
      'Query',
      'GetItem',
      'BatchGetItem',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    );
    rechecks.queue.grantSendMessages(calibrate);
    new CfnOutput(this, 'FunctionName', { value: calibrate.function.functionName });
    new FunctionSchedule(this, 'EveryNight', {
      target: calibrate,
      description: 'Runs the calibration',
      expression: 'cron(15 3 * * ? *)',
      deliveryRetries: 2,
      failureRetries: 2,
      maxAge: Duration.hours(6),
      missed,
    });
    alarms.raise(this, 'Stopped', {
      metric: calibrate.function.metricInvocations({ period: Duration.days(1) }),
      description:
        'No calibration has run for two days: classes and predictions grow old. Is the schedule enabled? After a first deployment it rings until the first night.',
      threshold: 1,
      when: 'below',
      periods: 2,
    });
  }

  private recheck(context: PipelineContext, rechecks: WorkerQueue, ticks: WorkerQueue): void {
    const { customers } = context.state;
    const recheck = new PerennialFunction(this, 'Recheck', {
      name: 'recheck',
      context,
      description: 'Reads one segment of the customers and puts ticks for those whose classes change',
      timeout: RECHECK_TIMEOUT,
      memoryMb: 1024,
      readsShop: true,
      environment: {
        TABLE_NAME: customers.table.tableName,
        TICKS_QUEUE_URL: ticks.queue.queueUrl,
        RECHECKS_QUEUE_URL: rechecks.queue.queueUrl,
        DEAD_LETTER_QUEUE_URL: rechecks.deadLetters.queueUrl,
      },
    });
    customers.grant(recheck, 'Scan', 'Query', 'GetItem');
    ticks.queue.grantSendMessages(recheck);
    rechecks.queue.grantSendMessages(recheck);
    rechecks.deadLetters.grantSendMessages(recheck);
    rechecks.consumeBy(recheck);
  }
}
