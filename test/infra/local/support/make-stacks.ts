import { parseTemplate, type StackTemplate } from '../../../../infra/local/template/stack-template.ts';

type Resources = Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** A place to be filled in, as `Fn::Sub` writes it. */
export const slot = (name: string): string => `$\{${name}}`;

/** What stands apart from the pipeline, as CDK writes it: exports for the other stack. */
export const makeStateStack = (resources: Resources = {}): StackTemplate =>
  parseTemplate('State', {
    Resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'shop' } },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'sk', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        },
      },
      ApiKeyF9DDEE66: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
      ...resources,
    },
    Outputs: {
      ExportBus: { Value: { Ref: 'Bus' }, Export: { Name: { 'Fn::Sub': `${slot('AWS::StackName')}:Bus` } } },
      ExportTable: { Value: { Ref: 'Table' }, Export: { Name: 'State:Table' } },
      ExportStream: { Value: { 'Fn::GetAtt': ['Table', 'StreamArn'] }, Export: { Name: 'State:Stream' } },
      ExportKey: { Value: { Ref: 'ApiKeyF9DDEE66' }, Export: { Name: 'State:Key' } },
      Note: { Value: 'not exported' },
    },
  });

const makeFunction = (name: string, variables: Record<string, unknown>) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Handler: `${name}.handler`,
    Timeout: 5,
    Role: arnOf('Role'),
    Environment: { Variables: variables },
  },
});

/** Bus -> inputs -> decide -> table -> stream -> dispatch, a sweep every minute, and `POST /events` -> ingest. */
export const makePipelineStack = (resources: Resources = {}): StackTemplate =>
  parseTemplate('Pipeline', {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: {} },
      DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'inputs-dlq' } },
      Inputs: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'inputs',
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters'), maxReceiveCount: 3 },
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { 'Fn::ImportValue': 'State:Bus' },
          EventPattern: { source: [{ prefix: 'shop.' }] },
          State: 'ENABLED',
          Targets: [{ Id: 'Target0', Arn: arnOf('Inputs'), DeadLetterConfig: { Arn: arnOf('DeadLetters') } }],
        },
      },
      Decide: makeFunction('decide', {
        TABLE_NAME: { 'Fn::ImportValue': 'State:Table' },
        DEAD_LETTER_QUEUE_URL: { Ref: 'DeadLetters' },
      }),
      Dispatch: makeFunction('dispatch', { BUS_NAME: { 'Fn::ImportValue': 'State:Bus' } }),
      Sweep: makeFunction('sweep', { INPUTS_QUEUE_URL: { Ref: 'Inputs' } }),
      Ingest: makeFunction('ingest', {
        BUS_NAME: { 'Fn::ImportValue': 'State:Bus' },
        KEY: { 'Fn::ImportValue': 'State:Key' },
        PUBLIC_URL: join({ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, '/events'),
      }),
      DecideMapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: arnOf('Inputs'),
          FunctionName: { Ref: 'Decide' },
          BatchSize: 5,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
      DispatchMapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::ImportValue': 'State:Stream' },
          FunctionName: { Ref: 'Dispatch' },
          StartingPosition: 'TRIM_HORIZON',
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: arnOf('DeadLetters') } },
          FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
        },
      },
      EveryMinute: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: arnOf('Sweep'),
            RoleArn: arnOf('Role'),
            Input: '{"at":"<aws.scheduler.scheduled-time>"}',
          },
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'perennial', ProtocolType: 'HTTP' } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default' },
      },
      IngestIntegration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: arnOf('Ingest'),
          PayloadFormatVersion: '2.0',
        },
      },
      IngestRoute: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: 'POST /events',
          Target: join('integrations/', { Ref: 'IngestIntegration' }),
        },
      },
      ...resources,
    },
  });
