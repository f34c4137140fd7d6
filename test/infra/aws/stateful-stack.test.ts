import { describe, expect, it } from 'vitest';
import { tableDefinition } from '../../../shared/aws/table-definition.ts';
import { deploy } from './deployed-template.ts';

const prod = deploy('prod');
const dev = deploy('dev');

const STATEFUL = [
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Archive',
  'AWS::SecretsManager::Secret',
  'AWS::SES::EmailIdentity',
  'AWS::Logs::LogGroup',
];

describe('the table', () => {
  it.each([
    ['prod', prod],
    ['dev', dev],
  ])('in %s is on demand, encrypted, recoverable, streamed, forgetful and protected', (_, { ofType }) => {
    const [table, ...others] = ofType('AWS::DynamoDB::Table');
    expect(others).toEqual([]);
    expect(table?.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: tableDefinition.streamView },
      TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLive, Enabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  it('has the keys and indexes that the adapters speak of, with nothing but keys in the indexes', () => {
    const [table] = prod.ofType('AWS::DynamoDB::Table');
    const keys = (partitionKey: string, sortKey: string) => [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ];
    expect(table?.properties).toMatchObject({
      KeySchema: keys(tableDefinition.partitionKey, tableDefinition.sortKey),
      GlobalSecondaryIndexes: Object.values(tableDefinition.indexes).map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    });
    expect(table?.properties.AttributeDefinitions).toContainEqual({
      AttributeName: tableDefinition.indexes.due.sortKey,
      AttributeType: 'N',
    });
  });
});

describe('what holds data', () => {
  it('outlives its stack in production and goes with it elsewhere', () => {
    const policies = (deployment: typeof prod) =>
      new Set(
        STATEFUL.flatMap((type) => deployment.ofType(type).map(({ deletionPolicy }) => deletionPolicy)),
      );
    expect(policies(prod)).toEqual(new Set(['Retain']));
    expect(policies(dev)).toEqual(new Set(['Delete']));
  });
});

describe('the archive', () => {
  it('holds the shops’ events without those that carry personal data', () => {
    const [archive] = prod.ofType('AWS::Events::Archive');
    expect(archive?.properties).toMatchObject({
      EventPattern: {
        source: [{ prefix: 'shop.' }],
        'detail-type': [{ 'anything-but': ['customer.updated'] }],
      },
      RetentionDays: 365,
    });
  });
});

describe('mail', () => {
  it('goes over TLS only and remembers who bounced or complained', () => {
    const [set] = prod.ofType('AWS::SES::ConfigurationSet');
    expect(set?.properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('tells what became of it on the default bus', () => {
    const [destination] = prod.ofType('AWS::SES::ConfigurationSetEventDestination');
    const text = JSON.stringify(destination?.properties);
    expect(text).toContain(':event-bus/default');
    for (const event of ['bounce', 'complaint', 'delivery', 'reject']) expect(text).toContain(`"${event}"`);
  });

  it('comes from the domain of the settings, with bounces below it', () => {
    const [identity] = prod.ofType('AWS::SES::EmailIdentity');
    expect(identity?.properties).toMatchObject({
      EmailIdentity: 'shop.example',
      MailFromAttributes: { MailFromDomain: 'bounce.shop.example' },
    });
  });
});
