import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { SHOP_FACTS_PARTITION } from '../../../shared/app/calibrate/shop-fact.ts';
import {
  CAMPAIGN_COUNTERS_PARTITION,
  CONTROLS_PARTITION,
  mailCountersKey,
  REPUTATION_KEY,
} from '../../../shared/app/item-keys.ts';
import { METRIC_DIMENSION, METRICS_NAMESPACE } from '../../../shared/aws/lambda/metric-fields.ts';
import { PerennialFunction } from '../constructs/perennial-function.ts';
import { runEveryMinutes } from '../constructs/run-every-minutes.ts';
import type { PipelineContext } from '../pipeline-context.ts';
import { queueNameOf } from '../queue-name.ts';

/** Every five minutes: pauses the campaigns of which too much bounces or is complained of. */
export class GuardStep extends Construct {
  constructor(scope: Construct, id: string, context: PipelineContext) {
    super(scope, id);
    const { settings, state, alarms } = context;
    const guard = new PerennialFunction(this, 'Guard', {
      name: 'guard',
      context,
      description: 'Judges bounces and complaints and pauses campaigns',
      timeout: Duration.seconds(60),
      memoryMb: 512,
      readsShop: true,
      environment: { TABLE_NAME: state.customers.table.tableName },
    });
    // It reads counters and writes what was decided about campaigns: nothing of a customer is in its reach.
    state.customers.grantPartitions(
      guard,
      [
        mailCountersKey('').pk,
        `${CAMPAIGN_COUNTERS_PARTITION}#*`,
        CONTROLS_PARTITION,
        REPUTATION_KEY.pk,
        SHOP_FACTS_PARTITION,
      ],
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
    );
    runEveryMinutes(this, 5, {
      target: guard,
      context,
      description: 'Runs the reputation guard',
      missed: {
        queueName: queueNameOf(settings, 'guard-dlq'),
        description:
          'A run of the reputation guard did not begin or failed. The next one looks again; if they all fail, no campaign is paused by itself.',
      },
      stopped:
        'The reputation guard has not run for twenty minutes: no campaign is paused by itself. Is the schedule enabled?',
    });
    alarms.raise(this, 'Trouble', {
      metric: new Metric({
        namespace: METRICS_NAMESPACE,
        metricName: 'ReputationTrouble',
        dimensionsMap: { [METRIC_DIMENSION]: guard.function.functionName },
        statistic: 'Maximum',
        period: Duration.minutes(10),
      }),
      description:
        "Too many mails bounced or were complained of. The guard's log and `npx perennial campaigns` say of which campaigns, and which are paused for it.",
      threshold: 1,
      when: 'from',
    });
  }
}
