import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface AlarmRule {
  readonly metric: Metric;
  /** What an operator should know and do first; it stands in the alarm's mail. */
  readonly description: string;
  readonly threshold: number;
  /** `above`: more than the threshold. `from`: the threshold or more. `below`: less than it, and silence counts. */
  readonly when: 'above' | 'from' | 'below';
  /** Periods in a row before it rings; 1 unless told. */
  readonly periods?: number;
}

const comparisons = {
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  from: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
} as const;

/** All alarms ring on one topic, mailed to the operator where the settings name one. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    super(scope, id);
    // Not encrypted by a key of our own (1 USD a month): an alarm holds the name of a metric and a number, and
    // CloudWatch cannot publish to a topic under SNS's default key.
    this.topic = new Topic(this, 'Topic', { displayName: 'Perennial alarms', enforceSSL: true });
    // The policy that demands TLS takes the place of the default one, which let alarms publish.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (props.settings.alarmEmail !== undefined) {
      this.topic.addSubscription(new EmailSubscription(props.settings.alarmEmail));
    }
    this.watchSendingReputation();
  }

  /** Makes an alarm in `scope` that rings when it starts and tells when it is over. */
  raise(scope: Construct, id: string, rule: AlarmRule): void {
    const alarm = new Alarm(scope, id, {
      metric: rule.metric,
      alarmDescription: rule.description,
      threshold: rule.threshold,
      comparisonOperator: comparisons[rule.when],
      evaluationPeriods: rule.periods ?? 1,
      treatMissingData: rule.when === 'below' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }

  /** The account's rates, at which SES begins a review (5 % bounces, 0.1 % complaints). */
  private watchSendingReputation(): void {
    const rate = (metricName: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: Duration.hours(1) });
    this.raise(this, 'BounceRate', {
      metric: rate('Reputation.BounceRate'),
      description:
        'SES reviews accounts with 5 % bounces and pauses them at 10 %. Stop imports of old addresses.',
      threshold: 0.05,
      when: 'from',
    });
    this.raise(this, 'ComplaintRate', {
      metric: rate('Reputation.ComplaintRate'),
      description:
        'SES reviews accounts with 0.1 % complaints and pauses them at 0.5 %. Pause the campaigns.',
      threshold: 0.001,
      when: 'from',
    });
  }
}
