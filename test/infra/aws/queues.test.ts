import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploy } from './deployed-template.ts';
import { statementsOf } from './policy-statements.ts';

const deployment = deploy('prod');
const { ofType, follow, target } = deployment;

const queueSchema = z.object({
  QueueName: z.string(),
  MessageRetentionPeriod: z.number(),
  SqsManagedSseEnabled: z.boolean().optional(),
  VisibilityTimeout: z.number().default(30),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.number() }).optional(),
  RedriveAllowPolicy: z
    .object({ redrivePermission: z.string(), sourceQueueArns: z.array(z.unknown()).optional() })
    .optional(),
});

const queues = ofType('AWS::SQS::Queue').map(({ id, properties }) => ({
  id,
  ...queueSchema.parse(properties),
}));
const workers = queues.filter(({ RedrivePolicy }) => RedrivePolicy !== undefined);
const deadLetters = queues.filter(({ RedrivePolicy }) => RedrivePolicy === undefined);

const mappingSchema = z.object({
  EventSourceArn: z.unknown(),
  FunctionName: z.unknown(),
  BatchSize: z.number(),
  MaximumBatchingWindowInSeconds: z.number(),
  FunctionResponseTypes: z.array(z.string()),
});
const mappings = ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) =>
  mappingSchema.parse(properties),
);

const configSchema = z.object({ Arn: z.unknown() });
const ruleSchema = z.object({
  Targets: z.array(
    z.object({
      DeadLetterConfig: configSchema,
      RetryPolicy: z.object({ MaximumRetryAttempts: z.number(), MaximumEventAgeInSeconds: z.number() }),
    }),
  ),
});
/** Mail to the operator has none: nothing can be tried again there. */
const subscriptionSchema = z.object({
  RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown() }).optional(),
});
const scheduleSchema = z.object({ Target: z.object({ DeadLetterConfig: configSchema }) });
const onFailureSchema = z.object({
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }),
});

const isStream = (source: unknown): boolean => target(source).type === 'AWS::DynamoDB::Table';

/** Where everything that is not a queue puts what it cannot deliver. */
const failureDestinations = (): unknown[] => [
  ...ofType('AWS::Events::Rule').flatMap(({ properties }) =>
    ruleSchema.parse(properties).Targets.map(({ DeadLetterConfig }) => DeadLetterConfig.Arn),
  ),
  ...ofType('AWS::SNS::Subscription')
    .map(({ properties }) => subscriptionSchema.parse(properties).RedrivePolicy?.deadLetterTargetArn)
    .filter((arn) => arn !== undefined),
  ...ofType('AWS::Scheduler::Schedule').map(
    ({ properties }) => scheduleSchema.parse(properties).Target.DeadLetterConfig.Arn,
  ),
  ...ofType('AWS::Lambda::EventInvokeConfig').map(
    ({ properties }) => onFailureSchema.parse(properties).DestinationConfig.OnFailure.Destination,
  ),
  ...ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => isStream(properties.EventSourceArn))
    .map(({ properties }) => onFailureSchema.parse(properties).DestinationConfig.OnFailure.Destination),
];

describe('the queues', () => {
  it('are seven that work and their dead-letter queues', () => {
    expect(workers.map(({ QueueName }) => QueueName).sort()).toEqual([
      'perennial-prod-broadcasts',
      'perennial-prod-feedback',
      'perennial-prod-inputs',
      'perennial-prod-outbound',
      'perennial-prod-rechecks',
      'perennial-prod-ticks',
      'perennial-prod-webhook',
    ]);
  });

  it('redrive into a dead-letter queue of their own that keeps a message for longer', () => {
    const used = workers.map((worker) => {
      const deadLetter = deadLetters.find(
        ({ id }) => id === follow(worker.RedrivePolicy?.deadLetterTargetArn),
      );
      expect(deadLetter?.MessageRetentionPeriod).toBeGreaterThan(worker.MessageRetentionPeriod);
      return deadLetter?.QueueName;
    });
    expect(new Set(used).size).toBe(workers.length);
  });

  it('leave no dead-letter queue that nothing leads to', () => {
    const reached = new Set([
      ...workers.map(({ RedrivePolicy }) => follow(RedrivePolicy?.deadLetterTargetArn)),
      ...failureDestinations().map(follow),
    ]);
    expect(deadLetters.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  it('let nobody redrive into a dead-letter queue but its own source', () => {
    for (const { id, RedriveAllowPolicy } of deadLetters) {
      const source = workers.find(({ RedrivePolicy }) => follow(RedrivePolicy?.deadLetterTargetArn) === id);
      if (source === undefined) {
        expect(RedriveAllowPolicy?.redrivePermission).toBe('denyAll');
      } else {
        expect(RedriveAllowPolicy?.redrivePermission).toBe('byQueue');
        expect(JSON.stringify(RedriveAllowPolicy?.sourceQueueArns)).toContain(`:${source.QueueName}"`);
      }
    }
  });

  it('are encrypted and refuse plain HTTP', () => {
    const refusing = ofType('AWS::SQS::QueuePolicy').flatMap(({ properties }) =>
      statementsOf(properties.PolicyDocument)
        .filter(
          ({ Effect, Condition }) =>
            Effect === 'Deny' && JSON.stringify(Condition).includes('SecureTransport'),
        )
        .flatMap(({ Resource }) => Resource.map(follow)),
    );
    for (const { id, SqsManagedSseEnabled } of queues) {
      expect(SqsManagedSseEnabled).toBe(true);
      expect(refusing).toContain(id);
    }
  });

  it('hide a message for six times as long as its consumer may run', () => {
    const consumed = mappings.filter(({ EventSourceArn }) => !isStream(EventSourceArn));
    expect(consumed.map(({ EventSourceArn }) => follow(EventSourceArn)).sort()).toEqual(
      workers.map(({ id }) => id).sort(),
    );
    for (const { EventSourceArn, FunctionName } of consumed) {
      const queue = workers.find(({ id }) => id === follow(EventSourceArn));
      const timeout = z.number().parse(target(FunctionName).properties.Timeout);
      expect(queue?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
    }
  });
});

describe('everything that delivers', () => {
  it('parks what it cannot deliver in a queue that has an alarm', () => {
    const ids = deadLetters.map(({ id }) => id);
    const destinations = failureDestinations().map(follow);
    expect(destinations).toHaveLength(14);
    for (const destination of destinations) expect(ids).toContain(destination);
  });

  it('tries an event for a day before a rule gives it up', () => {
    for (const { properties } of ofType('AWS::Events::Rule')) {
      for (const { RetryPolicy } of ruleSchema.parse(properties).Targets) {
        expect(RetryPolicy).toEqual({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 });
      }
    }
  });

  it('runs a failed sweep or broadcast with the next one, and a failed calibration twice more', () => {
    const retries = ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [
      target(properties.FunctionName).properties.Handler,
      properties.MaximumRetryAttempts,
    ]);
    expect(Object.fromEntries(retries)).toEqual({
      'sweep.handler': 0,
      'broadcast.handler': 0,
      'guard.handler': 0,
      'calibrate.handler': 2,
    });
  });

  it('lets the rules put events into their queues and dead-letter queues', () => {
    const allowed = ofType('AWS::SQS::QueuePolicy').flatMap(({ properties }) =>
      statementsOf(properties.PolicyDocument)
        .filter(
          ({ Effect, Principal }) => Effect === 'Allow' && JSON.stringify(Principal).includes('events.'),
        )
        .map(({ Resource }) => target(Resource[0]).properties.QueueName),
    );
    expect([...new Set(allowed)].sort()).toEqual([
      'perennial-prod-feedback',
      'perennial-prod-feedback-dlq',
      'perennial-prod-inputs',
      'perennial-prod-inputs-dlq',
    ]);
  });

  it('reports the failures of a batch one by one, and waits for large batches to fill', () => {
    for (const mapping of mappings) {
      expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(mapping.MaximumBatchingWindowInSeconds).toBeGreaterThanOrEqual(1);
    }
  });

  it('bounds the retries and the age of a change, and halves a batch that fails', () => {
    const streams = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      isStream(properties.EventSourceArn),
    );
    expect(streams).toHaveLength(2);
    for (const { properties } of streams) {
      expect(properties.BisectBatchOnFunctionError).toBe(true);
      expect(properties.MaximumRetryAttempts).toBeGreaterThan(0);
      expect(properties.MaximumRecordAgeInSeconds).toBeGreaterThan(0);
      expect(properties.MaximumRecordAgeInSeconds).toBeLessThan(86_400);
      expect(properties.StartingPosition).toBe('TRIM_HORIZON');
    }
  });
});
