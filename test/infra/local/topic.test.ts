import { describe, expect, it } from 'vitest';
import { readTopology } from '../../../infra/local/template/read-topology.ts';
import { createLocalTopics } from '../../../infra/local/topic/local-topics.ts';
import { receiveText } from '../../../infra/local/topic/receive-text.ts';
import type { Queue } from '../../../shared/ports.ts';
import { makePipelineStack, makeStateStack } from './support/make-stacks.ts';
import { realTopology } from './support/real-topology.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const subscription = (more: object = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: { Ref: 'NewsF9DDEE66' },
    Protocol: 'sqs',
    Endpoint: arnOf('Inputs'),
    ...more,
  },
});

const read = (resources: Parameters<typeof makePipelineStack>[0]) =>
  readTopology(
    [makeStateStack(), makePipelineStack({ NewsF9DDEE66: { Type: 'AWS::SNS::Topic' }, ...resources })],
    { apiEndpoint: 'http://localhost' },
  ).topics;

/** What each queue was sent, by its ARN. */
function spread(topics: Parameters<typeof createLocalTopics>[0]['topics']) {
  const sent: [string, string][] = [];
  const queueByArn = (arn: string): Queue => ({
    depth: async () => 0,
    send: async (messages) => {
      for (const { body } of messages) sent.push([arn, body]);
    },
  });
  return { sent, publish: createLocalTopics({ topics, queueByArn, clock: { now: () => NOW } }) };
}

describe('a topic of the template', () => {
  it('has the queues that are subscribed to it, and leaves out people', () => {
    expect(
      read({
        ToQueue: subscription(),
        ToPeople: subscription({ Protocol: 'email', Endpoint: 'operations@shop.example' }),
      }),
    ).toEqual([
      {
        name: 'Pipeline-NewsF9DDEE66',
        label: 'News',
        arn: 'arn:aws:sns:us-east-1:000000000000:Pipeline-NewsF9DDEE66',
        subscriptions: [{ queueArn: 'arn:aws:sqs:us-east-1:000000000000:inputs', isRaw: false }],
      },
    ]);
  });

  it('is refused where it does what is not done here', () => {
    expect(() => read({ ToQueue: subscription({ FilterPolicy: { kind: ['a'] } }) })).toThrow(/FilterPolicy/);
    expect(() => read({ ToFunction: subscription({ Protocol: 'lambda' }) })).toThrow(/Protocol/);
    expect(() => read({ ToNobody: subscription({ Endpoint: 'arn:aws:sqs:us-east-1:1:gone' }) })).toThrow(
      /no stack has arn:aws:sqs:us-east-1:1:gone/,
    );
  });

  it('hands a message over in the envelope of SNS, or bare where the subscription says so', async () => {
    const topics = read({ Framed: subscription(), Raw: subscription({ RawMessageDelivery: 'true' }) });
    const { sent, publish } = spread(topics);
    const id = await publish('News', '{"a":1}');
    const [[, framed = ''] = [], [, raw] = []] = sent;
    expect(JSON.parse(framed)).toEqual({
      Type: 'Notification',
      MessageId: id,
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:Pipeline-NewsF9DDEE66',
      Message: '{"a":1}',
      Timestamp: '2026-03-01T10:00:00.000Z',
    });
    expect(raw).toBe('{"a":1}');
  });

  it('has to be there to be published to', async () => {
    await expect(spread([]).publish('News', 'text')).rejects.toMatchObject({ code: 'LOCAL.TOPIC' });
  });
});

it('takes a text of a phone to the feedback queue, by the topic that would be deployed', async () => {
  const { sent, publish } = spread(realTopology().topics);
  const id = await receiveText(publish, '+12065550123', 'STOP');
  const [[arn, body = ''] = [], ...others] = sent;
  expect(others).toEqual([]);
  expect(arn).toMatch(/-feedback$/);
  expect(JSON.parse(JSON.parse(body).Message)).toMatchObject({
    originationNumber: '+12065550123',
    messageBody: 'STOP',
    inboundMessageId: id,
  });
});
