import { describe, expect, it } from 'vitest';
import { createLocalBus } from '../../../../infra/local/bus/local-bus.ts';
import type { RuleResource } from '../../../../infra/local/template/local-topology.ts';
import type { BusEntry, QueueMessage } from '../../../../shared/ports.ts';

const orders: RuleResource = {
  name: 'orders',
  busName: 'shop',
  pattern: { source: [{ prefix: 'shop.' }], 'detail-type': ['order.placed'] },
  targets: [{ queueArn: 'arn:inputs', groupId: 'orders' }],
};
const everything: RuleResource = {
  name: 'all',
  busName: 'shop',
  pattern: { source: [{ exists: true }] },
  targets: [{ queueArn: 'arn:archive' }],
};

const order: BusEntry = {
  source: 'shop.web',
  detailType: 'order.placed',
  detail: { id: 'o1' },
  time: Date.parse('2024-02-29T10:00:00.987Z'),
};

function makeBus(failing?: string) {
  const sent = new Map<string, QueueMessage[]>();
  const bus = createLocalBus({
    rules: [orders, everything],
    account: '000000000000',
    region: 'us-east-1',
    newId: () => 'event-1',
    queueByArn: (arn) => ({
      send: async (messages) => {
        if (arn === failing) throw new Error('disk full');
        sent.set(arn, [...(sent.get(arn) ?? []), ...messages]);
      },
      depth: async () => 0,
    }),
  });
  return { bus, sent };
}

describe('the local bus', () => {
  it('puts the whole event on the queues of the rules that match', async () => {
    const { bus, sent } = makeBus();
    expect(await bus.publish([order])).toEqual([{ status: 'published' }]);
    const [message] = sent.get('arn:inputs') ?? [];
    expect(message?.groupId).toBe('orders');
    expect(JSON.parse(message?.body ?? '')).toEqual({
      version: '0',
      id: 'event-1',
      'detail-type': 'order.placed',
      source: 'shop.web',
      account: '000000000000',
      time: '2024-02-29T10:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: { id: 'o1' },
    });
    expect(sent.get('arn:archive')).toHaveLength(1);
  });

  it('keeps an event from the queues of the rules that do not match', async () => {
    const { bus, sent } = makeBus();
    await bus.publish([{ ...order, detailType: 'order.refunded' }]);
    expect(sent.has('arn:inputs')).toBe(false);
    expect(sent.get('arn:archive')).toHaveLength(1);
  });

  it.each<[string, Partial<BusEntry>]>([
    ['no source', { source: '' }],
    ['no detail type', { detailType: '' }],
    ['a detail type that is too long', { detailType: 'x'.repeat(129) }],
    ['a detail that is a list', { detail: [] }],
    ['a detail that is a text', { detail: 'x' }],
    ['too many bytes', { detail: { text: 'x'.repeat(1_048_576) } }],
  ])('refuses an entry with %s, alone', async (_, change) => {
    const { bus, sent } = makeBus();
    const results = await bus.publish([order, { ...order, ...change }, order]);
    expect(results.map(({ status }) => status)).toEqual(['published', 'failed', 'published']);
    expect(sent.get('arn:inputs')).toHaveLength(2);
  });

  it('reports the entries that a queue did not take', async () => {
    const { bus } = makeBus('arn:inputs');
    const results = await bus.publish([order, { ...order, detailType: 'order.refunded' }]);
    expect(results).toEqual([
      { status: 'failed', code: 'InternalFailure', message: 'disk full' },
      { status: 'published' },
    ]);
  });
});
