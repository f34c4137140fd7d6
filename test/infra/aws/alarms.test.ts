import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploy } from './deployed-template.ts';
import { statementsOf } from './policy-statements.ts';

const deployment = deploy('prod');
const { ofType, follow, target } = deployment;

/** Whom alarms are mailed to. */
const mailed = (of: typeof deployment): unknown[] =>
  of
    .ofType('AWS::SNS::Subscription')
    .filter(({ properties }) => properties.Protocol === 'email')
    .map(({ properties }) => properties.Endpoint);

const alarmSchema = z.object({
  MetricName: z.string(),
  Namespace: z.string(),
  Threshold: z.number(),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()),
  TreatMissingData: z.string(),
  ComparisonOperator: z.string(),
});
const alarms = ofType('AWS::CloudWatch::Alarm').map(({ properties }) => alarmSchema.parse(properties));

/** Ids of the resources that have an alarm on this metric; a queue's dimension is its name, which is an attribute. */
const watched = (metric: string): (string | undefined)[] =>
  alarms
    .filter(({ MetricName }) => MetricName === metric)
    .map(({ Dimensions }) => follow(Dimensions.at(-1)?.Value))
    .sort();

const ids = (type: string): string[] =>
  ofType(type)
    .map(({ id }) => id)
    .sort();

const queueIds = (isDeadLetterQueue: boolean): string[] =>
  ofType('AWS::SQS::Queue')
    .filter(({ properties }) => (properties.RedrivePolicy === undefined) === isDeadLetterQueue)
    .map(({ id }) => id)
    .sort();

describe('the alarms', () => {
  it('ring for the first message in any dead-letter queue', () => {
    expect(watched('ApproximateNumberOfMessagesVisible')).toEqual(queueIds(true));
    const thresholds = alarms
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ Threshold, ComparisonOperator }) => `${ComparisonOperator} ${Threshold}`);
    expect(new Set(thresholds)).toEqual(new Set(['GreaterThanThreshold 0']));
  });

  it('watch the oldest message of every working queue', () => {
    expect(watched('ApproximateAgeOfOldestMessage')).toEqual(queueIds(false));
  });

  it('watch errors and throttles of every function', () => {
    expect(watched('Errors')).toEqual(ids('AWS::Lambda::Function'));
    expect(watched('Throttles')).toEqual(ids('AWS::Lambda::Function'));
  });

  it('watch how far both readers of the stream are behind', () => {
    expect(watched('IteratorAge')).toHaveLength(2);
  });

  it('ring when what is scheduled stops, which raises no error', () => {
    const stopped = alarms
      .filter(({ MetricName }) => MetricName === 'Invocations')
      .map(({ Dimensions, Period, EvaluationPeriods, ...alarm }) => {
        expect(alarm).toMatchObject({
          Threshold: 1,
          ComparisonOperator: 'LessThanThreshold',
          TreatMissingData: 'breaching',
        });
        return [target(Dimensions[0]?.Value).properties.Handler, Period * EvaluationPeriods];
      });
    expect(Object.fromEntries(stopped)).toEqual({
      'sweep.handler': 600,
      'broadcast.handler': 600,
      'guard.handler': 1200,
      'calibrate.handler': 2 * 86_400,
    });
  });

  it('ring for the sending reputation where SES begins a review', () => {
    const reputation = alarms.filter(({ Namespace }) => Namespace === 'AWS/SES');
    expect(
      Object.fromEntries(reputation.map(({ MetricName, Threshold }) => [MetricName, Threshold])),
    ).toEqual({
      'Reputation.BounceRate': 0.05,
      'Reputation.ComplaintRate': 0.001,
    });
  });

  it('ring for what the guard finds, by the name of its function', () => {
    const trouble = alarms.filter(({ Namespace }) => Namespace === 'Perennial');
    expect(
      trouble.map(({ MetricName, Dimensions }) => [
        MetricName,
        ...Dimensions.map(({ Name, Value }) => [Name, target(Value).properties.Handler]),
      ]),
    ).toEqual([['ReputationTrouble', ['function_name', 'guard.handler']]]);
  });

  it('ring for an event that EventBridge could neither deliver nor park', () => {
    expect(alarms.map(({ MetricName }) => MetricName)).toContain('InvocationsFailedToBeSentToDlq');
  });

  it('all reach the topic, which CloudWatch may publish to and the operator is subscribed to', () => {
    const topic = follow(alarms[0]?.AlarmActions[0]);
    for (const { AlarmActions, AlarmDescription } of alarms) {
      expect(AlarmActions.map(follow)).toEqual([topic]);
      expect(AlarmDescription).not.toBe('');
    }
    const allowed = ofType('AWS::SNS::TopicPolicy').flatMap(({ properties }) =>
      statementsOf(properties.PolicyDocument).filter(
        ({ Effect, Resource }) => Effect === 'Allow' && follow(Resource[0]) === topic,
      ),
    );
    expect(allowed).toMatchObject([
      { Action: ['sns:Publish'], Principal: { Service: 'cloudwatch.amazonaws.com' } },
    ]);
    expect(mailed(deployment)).toEqual(['operations@shop.example']);
  });

  it('have no subscriber where the settings name none', () => {
    expect(mailed(deploy('dev'))).toEqual([]);
  });
});
