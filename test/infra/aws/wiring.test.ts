import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploy } from './deployed-template.ts';
import { statementsOf } from './policy-statements.ts';

const { ofType, follow, target } = deploy('prod');

const handlerOf = (reference: unknown): unknown => target(reference).properties.Handler;

/** Where a rule puts what it matches. */
const queueOf = (rule: { readonly properties: Readonly<Record<string, unknown>> } | undefined): unknown => {
  const [{ Arn }] = z.tuple([z.object({ Arn: z.unknown() })]).parse(rule?.properties.Targets);
  return target(Arn).properties.QueueName;
};

const mappingsOf = (handler: string) =>
  ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => handlerOf(properties.FunctionName) === handler)
    .map(({ properties }) => properties);

const filtersOf = (mapping: Readonly<Record<string, unknown>> | undefined): unknown[] =>
  z
    .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
    .parse(mapping?.FilterCriteria)
    .Filters.map(({ Pattern }) => JSON.parse(Pattern));

const sortKey = (eventNames: string[], value: unknown) => ({
  eventName: eventNames,
  dynamodb: { Keys: { sk: { S: [value] } } },
});

describe('the wiring', () => {
  it('routes the events of every shop to the queue of inputs', () => {
    const rules = ofType('AWS::Events::Rule').filter(
      ({ properties }) => properties.EventBusName !== undefined,
    );
    expect(rules).toHaveLength(1);
    expect(rules[0]?.properties.EventPattern).toEqual({ source: [{ prefix: 'shop.' }] });
    expect(target(rules[0]?.properties.EventBusName).type).toBe('AWS::Events::EventBus');
    expect(queueOf(rules[0])).toBe('perennial-prod-inputs');
  });

  it('takes from the default bus what is told of its own mails and texts, and nothing else', () => {
    const rules = ofType('AWS::Events::Rule').filter(
      ({ properties }) => properties.EventBusName === undefined,
    );
    expect(rules.map(({ properties }) => properties.EventPattern)).toEqual([
      {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [expect.anything()] } } },
      },
      {
        source: ['aws.sms-voice'],
        'detail-type': ['Text Message Delivery Status Updated'],
        detail: { context: { reference: [{ exists: true }] } },
      },
    ]);
    const [mail] = rules;
    const pattern = z
      .object({ detail: z.object({ mail: z.object({ tags: z.record(z.string(), z.array(z.unknown())) }) }) })
      .parse(mail?.properties.EventPattern);
    expect(target(pattern.detail.mail.tags['ses:configuration-set']?.[0]).type).toBe(
      'AWS::SES::ConfigurationSet',
    );
    expect(rules.map(queueOf)).toEqual(['perennial-prod-feedback', 'perennial-prod-feedback']);
  });

  it('takes the texts that people send from a topic that only the provider may publish to', () => {
    const [subscription, ...others] = ofType('AWS::SNS::Subscription').filter(
      ({ properties }) => properties.Protocol === 'sqs',
    );
    expect(others).toEqual([]);
    expect(target(subscription?.properties.Endpoint).properties.QueueName).toBe('perennial-prod-feedback');
    const topic = target(subscription?.properties.TopicArn).id;
    const publishers = ofType('AWS::SNS::TopicPolicy')
      .flatMap(({ properties }) => statementsOf(properties.PolicyDocument))
      .filter(({ Effect, Resource }) => Effect === 'Allow' && follow(Resource[0]) === topic);
    expect(publishers).toMatchObject([
      {
        Action: ['sns:Publish'],
        Principal: { Service: 'sms-voice.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('has SES tell of everything that becomes of a mail', () => {
    const [destination] = ofType('AWS::SES::ConfigurationSetEventDestination');
    const { MatchingEventTypes } = z
      .object({ MatchingEventTypes: z.array(z.string()) })
      .parse(destination?.properties.EventDestination);
    expect(MatchingEventTypes.toSorted()).toEqual([
      'bounce',
      'click',
      'complaint',
      'delivery',
      'deliveryDelay',
      'open',
      'reject',
      'renderingFailure',
      'send',
      'subscription',
    ]);
  });

  it('gives decide its inputs and two kinds of ticks by separate queues, and bounds only the ticks', () => {
    const bounds = mappingsOf('decide.handler').map((mapping) => [
      target(mapping.EventSourceArn).properties.QueueName,
      mapping.BatchSize,
      mapping.ScalingConfig,
    ]);
    expect(bounds).toEqual([
      ['perennial-prod-inputs', 100, undefined],
      ['perennial-prod-ticks', 100, { MaximumConcurrency: 5 }],
      ['perennial-prod-broadcasts', 100, { MaximumConcurrency: 5 }],
    ]);
  });

  it('holds deliver to the concurrency of the settings', () => {
    expect(mappingsOf('deliver.handler')).toMatchObject([
      { BatchSize: 25, MaximumBatchingWindowInSeconds: 1, ScalingConfig: { MaximumConcurrency: 5 } },
    ]);
  });

  it('shows dispatch new journal entries, facts of the shop and closed tasks only', () => {
    const [mapping, ...others] = mappingsOf('dispatch.handler');
    expect(others).toEqual([]);
    expect(filtersOf(mapping)).toEqual([
      sortKey(['INSERT'], { prefix: 'journal#' }),
      sortKey(['INSERT'], { prefix: 'fact#' }),
      sortKey(['MODIFY'], { prefix: 'task#' }),
    ]);
  });

  it('shows report the journal, claims, webhooks and states, with the shard in each invocation', () => {
    const [mapping, ...others] = mappingsOf('report.handler');
    expect(others).toEqual([]);
    expect(mapping?.BatchSize).toBe(1000);
    expect(mapping?.TumblingWindowInSeconds).toBeGreaterThan(0);
    expect(filtersOf(mapping)).toEqual([
      sortKey(['INSERT'], { prefix: 'journal#' }),
      sortKey(['INSERT', 'MODIFY'], { prefix: 'claim#' }),
      sortKey(['INSERT'], { prefix: 'webhook#' }),
      sortKey(['INSERT', 'MODIFY'], 'state'),
    ]);
  });

  it('gives recheck one segment of the table at a time, a few side by side', () => {
    expect(
      mappingsOf('recheck.handler').map((mapping) => [
        target(mapping.EventSourceArn).properties.QueueName,
        mapping.BatchSize,
        mapping.ScalingConfig,
      ]),
    ).toEqual([['perennial-prod-rechecks', 1, { MaximumConcurrency: 5 }]]);
  });

  it('sweeps and broadcasts every minute, guards the reputation every five, and calibrates every night', () => {
    const schedules = ofType('AWS::Scheduler::Schedule').map(({ properties }) => {
      const { Arn } = z.object({ Arn: z.unknown() }).parse(properties.Target);
      return [handlerOf(Arn), properties.ScheduleExpression, properties.ScheduleExpressionTimezone];
    });
    expect(schedules).toEqual([
      ['sweep.handler', 'rate(1 minute)', 'UTC'],
      ['broadcast.handler', 'rate(1 minute)', 'UTC'],
      ['calibrate.handler', 'cron(15 3 * * ? *)', 'UTC'],
      ['guard.handler', 'rate(5 minutes)', 'UTC'],
    ]);
  });

  it('opens the events and the pages of mails to the internet, and throttles and logs them without personal data', () => {
    expect(
      ofType('AWS::ApiGatewayV2::Route')
        .map(({ properties }) => properties.RouteKey)
        .sort(),
    ).toEqual([
      'GET /confirm',
      'GET /preferences',
      'GET /unsubscribe',
      'POST /confirm',
      'POST /events',
      'POST /preferences',
      'POST /unsubscribe',
    ]);
    const [stage] = ofType('AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 500 });
    const { Format } = z.object({ Format: z.string() }).parse(stage?.properties.AccessLogSettings);
    expect(Format).not.toMatch(/sourceIp|queryString|\$context\.path/);
  });
});
