import { describe, expect, it } from 'vitest';
import { readTopology } from '../../../../infra/local/template/read-topology.ts';
import type { StackTemplate } from '../../../../infra/local/template/stack-template.ts';
import { makePipelineStack, makeStateStack, slot } from '../support/make-stacks.ts';

const read = (...stacks: StackTemplate[]) =>
  readTopology(stacks.length === 0 ? [makeStateStack(), makePipelineStack()] : stacks, {
    apiEndpoint: 'http://localhost:8080',
  });

const arn = (rest: string) => `arn:aws:${rest}`;
const queueArn = (name: string) => arn(`sqs:us-east-1:000000000000:${name}`);
const functionArn = (id: string) => arn(`lambda:us-east-1:000000000000:function:Pipeline-${id}`);

describe('the topology of two stacks', () => {
  it('has the environment with references of both stacks resolved', () => {
    const { functions } = read();
    expect(functions.map(({ file, environment }) => [file, environment])).toEqual([
      [
        'decide',
        {
          TABLE_NAME: 'State-Table',
          DEAD_LETTER_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/inputs-dlq',
        },
      ],
      ['dispatch', { BUS_NAME: 'shop' }],
      ['sweep', { INPUTS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/inputs' }],
      [
        'ingest',
        {
          BUS_NAME: 'shop',
          KEY: arn('secretsmanager:us-east-1:000000000000:secret:State-ApiKeyF9DDEE66-local0'),
          PUBLIC_URL: 'http://localhost:8080/events',
        },
      ],
    ]);
  });

  it('has rules, queues, mappings, schedules and routes that point to each other', () => {
    const topology = read();
    expect(topology.rules).toEqual([
      {
        name: 'Pipeline-Rule',
        busName: 'shop',
        pattern: { source: [{ prefix: 'shop.' }] },
        targets: [{ queueArn: queueArn('inputs') }],
      },
    ]);
    expect(topology.queues).toMatchObject([
      { name: 'inputs-dlq', visibilityTimeoutSeconds: 30, retentionSeconds: 345_600 },
      {
        name: 'inputs',
        visibilityTimeoutSeconds: 60,
        redrive: { deadLetterQueueArn: queueArn('inputs-dlq'), maxReceiveCount: 3 },
      },
    ]);
    expect(topology.mappings).toMatchObject([
      {
        kind: 'queue',
        id: 'Pipeline/DecideMapping',
        functionArn: functionArn('Decide'),
        queueArn: queueArn('inputs'),
        batchSize: 5,
        reportsBatchItemFailures: true,
      },
      {
        kind: 'stream',
        functionArn: functionArn('Dispatch'),
        streamArn: topology.tables[0]?.streamArn,
        batchSize: 100,
        filters: [{ eventName: ['INSERT'] }],
        maximumRetryAttempts: 2,
        onFailureQueueArn: queueArn('inputs-dlq'),
      },
    ]);
    expect(topology.schedules).toMatchObject([
      { expression: 'rate(1 minute)', timeZone: 'UTC', functionArn: functionArn('Sweep') },
    ]);
    expect(topology.routes).toEqual([
      { apiId: 'Pipeline-Api', routeKey: 'POST /events', functionArn: functionArn('Ingest') },
    ]);
    expect(topology.secrets).toMatchObject([{ name: 'State-ApiKeyF9DDEE66', label: 'ApiKey' }]);
  });

  it('leaves out functions that nothing calls, whatever they are', () => {
    const handler = { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.on_event' } };
    const { functions } = read(makeStateStack(), makePipelineStack({ CustomResourceHandler: handler }));
    expect(functions.map(({ file }) => file)).not.toContain('index');
  });

  it('leaves out disabled rules, mappings and schedules', () => {
    const { Rule, DecideMapping, EveryMinute } = makePipelineStack().template.Resources;
    const topology = read(
      makeStateStack(),
      makePipelineStack({
        Rule: { Type: 'AWS::Events::Rule', Properties: { ...Rule?.Properties, State: 'DISABLED' } },
        DecideMapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { ...DecideMapping?.Properties, Enabled: false },
        },
        EveryMinute: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: { ...EveryMinute?.Properties, State: 'DISABLED' },
        },
      }),
    );
    expect(topology.rules).toEqual([]);
    expect(topology.schedules).toEqual([]);
    expect(topology.mappings).toHaveLength(1);
  });

  it('splits, selects and substitutes', () => {
    const Variables = {
      SPLIT: { 'Fn::Select': [2, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Inputs', 'Arn'] }] }] },
      SUB: {
        'Fn::Sub': [
          ['AWS::Region', 'Inputs.QueueName', 'own', '!literal'].map(slot).join('/'),
          { own: { Ref: 'Level' } },
        ],
      },
      GONE: { Ref: 'AWS::NoValue' },
    };
    const pipeline = makePipelineStack({
      Decide: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'decide.handler', Environment: { Variables } },
      },
    });
    const withParameter: StackTemplate = {
      ...pipeline,
      template: { ...pipeline.template, Parameters: { Level: { Default: 'info' } } },
    };
    expect(read(makeStateStack(), withParameter).functions[0]?.environment).toEqual({
      SPLIT: 'sqs',
      SUB: `us-east-1/inputs/info/${slot('literal')}`,
    });
  });
});

describe('what the reader does not understand', () => {
  const decideWith = (value: unknown) => ({
    Decide: {
      Type: 'AWS::Lambda::Function',
      Properties: { Handler: 'decide.handler', Environment: { Variables: { X: value } } },
    },
  });
  const changed = (logicalId: string, change: Record<string, unknown>) => {
    const resource = makePipelineStack().template.Resources[logicalId];
    return {
      [logicalId]: { Type: resource?.Type ?? '', Properties: { ...resource?.Properties, ...change } },
    };
  };

  it.each<[string, Parameters<typeof makePipelineStack>[0], string]>([
    ['a resource type', { Stream: { Type: 'AWS::Kinesis::Stream' } }, 'Pipeline/Stream, Type'],
    ['an intrinsic', decideWith({ 'Fn::Cidr': [] }), 'Pipeline/Decide, Environment.Variables.X'],
    ['a reference to nothing', decideWith({ Ref: 'Nobody' }), 'Pipeline/Decide, Environment.Variables.X'],
    ['a reference to what has no counterpart', decideWith({ Ref: 'Role' }), 'Pipeline/Decide, Environment'],
    ['an unknown attribute', decideWith({ 'Fn::GetAtt': ['Inputs', 'Colour'] }), 'no attribute "Colour"'],
    ['an export that nobody makes', decideWith({ 'Fn::ImportValue': 'x' }), 'no stack exports "x"'],
    [
      'a handler that is no file',
      changed('Decide', { Handler: 'src/decide.run' }),
      'Pipeline/Decide, Handler',
    ],
    [
      'a rule with a transformer',
      changed('Rule', { Targets: [{ Arn: queueArn('inputs'), InputPath: '$' }] }),
      'Pipeline/Rule',
    ],
    ['a rule for a queue of nobody', changed('Rule', { Targets: [{ Arn: queueArn('x') }] }), queueArn('x')],
    ['a FIFO queue', changed('Inputs', { FifoQueue: true }), 'Pipeline/Inputs, FifoQueue'],
    [
      'a queue without redrive that is read',
      changed('Inputs', { RedrivePolicy: undefined }),
      'RedrivePolicy',
    ],
    [
      'a stream without a starting position',
      changed('DispatchMapping', { StartingPosition: undefined }),
      'StartingPosition',
    ],
    ['an authorizer', changed('IngestRoute', { AuthorizationType: 'JWT' }), 'AuthorizationType'],
    ['a stage with a path', changed('Stage', { StageName: 'v1' }), 'Pipeline/Stage, StageName'],
  ])('%s is an error that names the place', (_, resources, message) => {
    expect(() => read(makeStateStack(), makePipelineStack(resources))).toThrow(
      expect.objectContaining({ code: 'LOCAL.TEMPLATE', message: expect.stringContaining(message) }),
    );
  });
});
