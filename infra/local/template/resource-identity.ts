import { createHash } from 'node:crypto';

/** The account and region that every local ARN names. */
export const LOCAL_ACCOUNT = '000000000000';
export const LOCAL_REGION = 'us-east-1';

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resource}`;

export const queueArn = (name: string): string => arn('sqs', name);
export const queueUrl = (name: string): string =>
  `https://sqs.${LOCAL_REGION}.amazonaws.com/${LOCAL_ACCOUNT}/${name}`;
export const functionArn = (name: string): string => arn('lambda', `function:${name}`);
export const busArn = (name: string): string => arn('events', `event-bus/${name}`);
const tableArn = (name: string): string => arn('dynamodb', `table/${name}`);
const streamArn = (name: string): string => `${tableArn(name)}/stream/local`;
const topicArn = (name: string): string => arn('sns', name);
export const scheduleArn = (name: string): string => arn('scheduler', `schedule/default/${name}`);
/** Real secret ARNs end in a hyphen and six characters too; CDK cuts them off to get at the name. */
const secretArn = (name: string): string => arn('secretsmanager', `secret:${name}-local0`);

/** What a resource answers to `Ref` and `Fn::GetAtt` when it runs here. */
export interface ResourceIdentity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface LocalType {
  /** The property that gives the physical name. */
  readonly nameProperty: string;
  readonly identify: (name: string, apiEndpoint: string) => ResourceIdentity;
}

const byName = (
  attributes: (name: string) => Readonly<Record<string, string>>,
  nameProperty: string,
): LocalType => ({
  nameProperty,
  identify: (name) => ({ ref: name, attributes: attributes(name) }),
});

const table = byName(
  (name) => ({ Arn: tableArn(name), StreamArn: streamArn(name), TableId: name }),
  'TableName',
);

/** The resource types that others may refer to. */
export const localTypes: Readonly<Record<string, LocalType>> = {
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    identify: (name) => ({
      ref: queueUrl(name),
      attributes: { Arn: queueArn(name), QueueName: name, QueueUrl: queueUrl(name) },
    }),
  },
  'AWS::Events::EventBus': byName((name) => ({ Arn: busArn(name), Name: name }), 'Name'),
  'AWS::Events::Rule': byName((name) => ({ Arn: arn('events', `rule/${name}`) }), 'Name'),
  'AWS::Events::Archive': byName((name) => ({ Arn: arn('events', `archive/${name}`) }), 'ArchiveName'),
  'AWS::Lambda::Function': byName((name) => ({ Arn: functionArn(name) }), 'FunctionName'),
  'AWS::Scheduler::Schedule': byName((name) => ({ Arn: scheduleArn(name) }), 'Name'),
  'AWS::Scheduler::ScheduleGroup': byName(
    (name) => ({ Arn: arn('scheduler', `schedule-group/${name}`) }),
    'Name',
  ),
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    identify: (name) => ({ ref: secretArn(name), attributes: { Id: secretArn(name) } }),
  },
  'AWS::SES::ConfigurationSet': byName(() => ({}), 'Name'),
  'AWS::SES::EmailIdentity': byName(() => ({}), 'EmailIdentity'),
  'AWS::ApiGatewayV2::Api': {
    // `Name` of an API is a label, not its identity.
    nameProperty: 'ApiId',
    identify: (name, apiEndpoint) => ({ ref: name, attributes: { ApiEndpoint: apiEndpoint, ApiId: name } }),
  },
  'AWS::ApiGatewayV2::Stage': byName(() => ({}), 'StageName'),
  'AWS::ApiGatewayV2::Integration': byName(() => ({}), 'IntegrationId'),
  'AWS::ApiGatewayV2::Route': byName(() => ({}), 'RouteId'),
  'AWS::Lambda::EventSourceMapping': byName(() => ({}), 'Id'),
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    identify: (name) => ({ ref: topicArn(name), attributes: { TopicArn: topicArn(name), TopicName: name } }),
  },
  'AWS::SNS::Subscription': byName(() => ({}), 'Id'),
};

/** Types, or prefixes of them, that say nothing about how the parts are wired. */
const irrelevant = [
  'AWS::ApplicationSignals::',
  'AWS::Budgets::',
  'AWS::CDK::',
  'AWS::CloudFormation::',
  'AWS::CloudWatch::',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::',
  'AWS::KMS::',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Permission',
  'AWS::Logs::',
  'AWS::ResourceGroups::',
  'AWS::S3::',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::',
  'AWS::WAFv2::',
  'AWS::XRay::',
  'Custom::',
];

export const isIrrelevantType = (type: string): boolean =>
  irrelevant.some((prefix) => type.startsWith(prefix));

const LONGEST_NAME = 64;

/** The name of a resource that names none: its stack and logical id, cut to what every service allows. */
export function generatedName(stack: string, logicalId: string): string {
  const full = `${stack}-${logicalId}`;
  if (full.length <= LONGEST_NAME) return full;
  const digest = createHash('sha256').update(full).digest('hex').slice(0, 8);
  return `${full.slice(0, LONGEST_NAME - 9)}-${digest}`;
}
