import { describe, expect, it } from 'vitest';
import { deploy } from './deployed-template.ts';
import { permissionsByFunction, type Statement, statementsOf } from './policy-statements.ts';

const deployment = deploy('prod');
const permissions = permissionsByFunction(deployment);

const READ_STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

const actionsOn = (service: string, statements: readonly Statement[] = []): string[] => [
  ...new Set(
    statements
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith(`${service}:`))
      .map((action) => action.slice(service.length + 1)),
  ),
];

const actions = (name: string, service: string): string[] => actionsOn(service, permissions.get(name)).sort();

describe('access', () => {
  it('is never granted by a wildcard, in an action or in a resource', () => {
    const statements = deployment
      .ofType('AWS::IAM::Policy')
      .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
    expect(statements.length).toBeGreaterThan(20);
    for (const { Action, Resource } of statements) {
      // It reads what the account may send, and knows no resource.
      if (Action.join() === 'ses:GetSendQuota') continue;
      expect(JSON.stringify([Action, Resource])).not.toContain('*');
    }
  });

  it('is granted by no managed or inline policy beside those', () => {
    for (const { properties } of deployment.ofType('AWS::IAM::Role')) {
      expect(Object.keys(properties)).toEqual(['AssumeRolePolicyDocument']);
    }
  });

  it('to the table is what each function does there', () => {
    expect(
      Object.fromEntries([...permissions.keys()].map((name) => [name, actions(name, 'dynamodb')])),
    ).toEqual({
      ingest: [],
      unsubscribe: [],
      // The state alone; its code asks for nothing else of the customer's items.
      preferences: ['GetItem'],
      decide: [
        'BatchGetItem',
        'ConditionCheckItem',
        'DeleteItem',
        'GetItem',
        'PutItem',
        'Query',
        'UpdateItem',
      ],
      calibrate: [
        'BatchGetItem',
        'ConditionCheckItem',
        'DeleteItem',
        'GetItem',
        'PutItem',
        'Query',
        'Scan',
        'UpdateItem',
      ],
      recheck: ['GetItem', 'Query', 'Scan'],
      sweep: ['Query'],
      broadcast: ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'],
      webhook: ['BatchGetItem', 'GetItem', 'PutItem'],
      dispatch: ['BatchGetItem', 'GetItem', ...READ_STREAM, 'PutItem'].sort(),
      deliver: ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
      guard: ['BatchGetItem', 'GetItem', 'PutItem', 'Query'],
      feedback: ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
      report: [
        ...['BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'],
        ...READ_STREAM,
      ].sort(),
    });
  });

  it('to an index belongs to those who look for customers: the sweep and the broadcast', () => {
    const readers = [...permissions].filter(([, statements]) =>
      statements.some(({ Resource }) => JSON.stringify(Resource).includes('/index/')),
    );
    expect(readers.map(([name]) => name)).toEqual(['sweep', 'broadcast']);
  });

  it('to send is to the queues that each function feeds', () => {
    const fed = [...permissions].map(([name, statements]) => [
      name,
      statements
        .filter(({ Action }) => Action.includes('sqs:SendMessage'))
        .flatMap(({ Resource }) => Resource.map((queue) => deployment.target(queue).properties.QueueName))
        .map((queue) => String(queue).replace('perennial-prod-', ''))
        .sort(),
    ]);
    expect(Object.fromEntries(fed)).toEqual({
      ingest: [],
      unsubscribe: [],
      preferences: [],
      decide: ['inputs-dlq'],
      sweep: ['sweep-dlq', 'ticks'],
      broadcast: ['broadcast-dlq', 'broadcasts'],
      calibrate: ['calibrate-dlq', 'rechecks'],
      recheck: ['rechecks', 'rechecks-dlq', 'ticks'],
      dispatch: ['dispatch-dlq', 'outbound', 'webhook'],
      webhook: ['webhook', 'webhook-dlq'],
      deliver: ['outbound', 'outbound-dlq'],
      feedback: ['feedback', 'feedback-dlq', 'inputs'],
      report: ['report-dlq'],
      guard: ['guard-dlq'],
    });
  });

  it('of the sweep is to the due index and not to the customers', () => {
    const query = permissions.get('sweep')?.find(({ Action }) => Action.includes('dynamodb:Query'));
    expect(JSON.stringify(query?.Resource)).toContain('/index/due');
    expect(query?.Resource).toHaveLength(1);
  });

  it('of the guard is to counters, campaigns and facts of the shop: never to a customer', () => {
    const onTable = permissions
      .get('guard')
      ?.filter(({ Action }) => Action.some((action) => action.startsWith('dynamodb:')));
    expect(onTable?.map(({ Condition }) => Condition)).toEqual([
      {
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': ['report#mail', 'report#campaign#*', 'control', 'guard', 'shop'],
        },
      },
    ]);
  });

  it('of the broadcast is to the audience index', () => {
    const indexes = permissions
      .get('broadcast')
      ?.flatMap(({ Resource }) => Resource.map((resource) => JSON.stringify(resource)))
      .filter((resource) => resource.includes('/index/'));
    expect(indexes).toEqual([expect.stringContaining('/index/audience')]);
  });

  it('to send mail belongs to deliver alone, and only as the sender of the settings', () => {
    const senders = [...permissions].filter(([, statements]) => actionsOn('ses', statements).length > 0);
    expect(senders.map(([name]) => name)).toEqual(['deliver']);
    expect(actions('deliver', 'ses')).toEqual(['GetSendQuota', 'SendRawEmail']);
    const send = permissions.get('deliver')?.find(({ Action }) => Action.includes('ses:SendRawEmail'));
    expect(send?.Action).toEqual(['ses:SendRawEmail']);
    expect(send?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'hello@shop.example' } });
    const resources = JSON.stringify(send?.Resource);
    expect(resources).toContain(':identity/');
    expect(resources).toContain(':configuration-set/');
  });

  it('to send texts belongs to deliver and to who answers a STOP, and only from the identities of the settings', () => {
    const senders = [...permissions].filter(
      ([, statements]) => actionsOn('sms-voice', statements).length > 0,
    );
    expect(senders.map(([name]) => name).sort()).toEqual(['deliver', 'feedback']);
    for (const [, statements] of senders) {
      const send = statements.find(({ Action }) => Action.includes('sms-voice:SendTextMessage'));
      expect(send?.Action).toEqual(['sms-voice:SendTextMessage']);
      expect(JSON.stringify(send?.Resource)).toContain(`:${deployment.settings.texts?.originationIdentity}"`);
      const { countryIdentities = {} } = deployment.settings.texts ?? {};
      for (const identity of Object.values(countryIdentities))
        expect(JSON.stringify(send?.Resource)).toContain(`:${identity}"`);
      expect(send?.Resource).toHaveLength(1 + Object.keys(countryIdentities).length);
    }
  });

  it('to send texts is nobody’s where no texts are set up', () => {
    const granted = [...permissionsByFunction(deploy('dev')).values()].flat();
    expect(actionsOn('sms-voice', granted)).toEqual([]);
  });

  it('to a secret belongs to those who use it', () => {
    const readers = [...permissions].flatMap(([name, statements]) =>
      statements
        .filter(({ Action }) => Action.includes('secretsmanager:GetSecretValue'))
        .flatMap(({ Resource }) =>
          Resource.map((secret) => `${name} reads ${deployment.target(secret).id.slice(0, 6)}`),
        ),
    );
    expect(readers.sort()).toEqual([
      'decide reads LinkSi',
      'deliver reads LinkSi',
      'dispatch reads LinkSi',
      'feedback reads LinkSi',
      'ingest reads ApiKey',
      'preferences reads LinkSi',
      'report reads LinkSi',
      'unsubscribe reads LinkSi',
      'webhook reads LinkSi',
    ]);
  });

  it('to the bus belongs to those who publish', () => {
    const publishers = [...permissions.keys()].filter((name) => actions(name, 'events').length > 0);
    expect(publishers.sort()).toEqual(['dispatch', 'ingest', 'preferences', 'unsubscribe']);
  });

  it('to receive from a queue belongs to its consumer', () => {
    const consumers = [...permissions.keys()].filter((name) =>
      actions(name, 'sqs').includes('ReceiveMessage'),
    );
    expect(consumers.sort()).toEqual(['decide', 'deliver', 'feedback', 'recheck', 'webhook']);
  });
});
