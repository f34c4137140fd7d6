import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploy } from './deployed-template.ts';

const { ofType, target } = deploy('prod');

const handlerOf = (reference: unknown): unknown => target(reference).properties.Handler;

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
    const rules = ofType('AWS::Events::Rule');
    expect(rules).toHaveLength(1);
    expect(rules[0]?.properties.EventPattern).toEqual({ source: [{ prefix: 'shop.' }] });
    expect(target(rules[0]?.properties.EventBusName).type).toBe('AWS::Events::EventBus');
    const [{ Arn }] = z.tuple([z.object({ Arn: z.unknown() })]).parse(rules[0]?.properties.Targets);
    expect(target(Arn).properties.QueueName).toBe('perennial-prod-inputs');
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

  it('shows dispatch new journal entries and facts of the shop only', () => {
    const [mapping, ...others] = mappingsOf('dispatch.handler');
    expect(others).toEqual([]);
    expect(filtersOf(mapping)).toEqual([
      sortKey(['INSERT'], { prefix: 'journal#' }),
      sortKey(['INSERT'], { prefix: 'fact#' }),
    ]);
  });

  it('shows report the journal, claims and states, with the shard in each invocation', () => {
    const [mapping, ...others] = mappingsOf('report.handler');
    expect(others).toEqual([]);
    expect(mapping?.BatchSize).toBe(1000);
    expect(mapping?.TumblingWindowInSeconds).toBeGreaterThan(0);
    expect(filtersOf(mapping)).toEqual([
      sortKey(['INSERT'], { prefix: 'journal#' }),
      sortKey(['INSERT', 'MODIFY'], { prefix: 'claim#' }),
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

  it('sweeps and broadcasts every minute, and calibrates every night', () => {
    const schedules = ofType('AWS::Scheduler::Schedule').map(({ properties }) => {
      const { Arn } = z.object({ Arn: z.unknown() }).parse(properties.Target);
      return [handlerOf(Arn), properties.ScheduleExpression, properties.ScheduleExpressionTimezone];
    });
    expect(schedules).toEqual([
      ['sweep.handler', 'rate(1 minute)', 'UTC'],
      ['broadcast.handler', 'rate(1 minute)', 'UTC'],
      ['calibrate.handler', 'cron(15 3 * * ? *)', 'UTC'],
    ]);
  });

  it('opens three routes to the internet and throttles and logs them without personal data', () => {
    expect(
      ofType('AWS::ApiGatewayV2::Route')
        .map(({ properties }) => properties.RouteKey)
        .sort(),
    ).toEqual(['GET /unsubscribe', 'POST /events', 'POST /unsubscribe']);
    const [stage] = ofType('AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 500 });
    const { Format } = z.object({ Format: z.string() }).parse(stage?.properties.AccessLogSettings);
    expect(Format).not.toMatch(/sourceIp|queryString|\$context\.path/);
  });
});
