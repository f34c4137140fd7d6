import { expect, it } from 'vitest';
import { sumOf } from '../support/history-result.ts';
import { openLocalPipeline } from '../support/local-pipeline.ts';

const order = (number: number, total: unknown = 1_000): unknown => ({
  id: `e${number}`,
  type: 'order.placed',
  customerId: `c${number}`,
  occurredAt: '2026-01-01T10:00:00Z',
  data: { orderId: `o${number}`, total, currency: 'USD' },
});
/** As the bus puts an event into the queue. */
const message = (detail: unknown): string =>
  JSON.stringify({
    'detail-type': 'order.placed',
    source: 'shop.x',
    time: '2026-01-01T10:00:00Z',
    detail,
  });

it('parks each message that cannot be read, with the reason and as it was, and lets the others pass', async () => {
  await using pipeline = await openLocalPipeline();
  const poison: readonly (readonly [body: string, reason: RegExp])[] = [
    ['{"half":', /not JSON/],
    ['"text"', /Neither a tick nor an event of the bus/],
    [message(order(90, -1)), /^Not a valid event: data\.total: /],
    [message({ ...Object(order(91)), type: 'order.eaten' }), /^Not a valid event: type: /],
  ];
  await pipeline
    .queue('-inputs')
    .send(message(order(1)), ...poison.map(([body]) => body), message(order(2)), message(order(3)));
  await pipeline.runtime.drain();

  expect((await pipeline.states()).map(({ customerId }) => customerId).sort()).toEqual(['c1', 'c2', 'c3']);
  const parked = (await pipeline.queue('-inputs-dlq').receive()).map(({ body }) => JSON.parse(body));
  expect(parked.map(({ body }) => body).sort()).toEqual(poison.map(([body]) => body).sort());
  for (const [body, reason] of poison) {
    expect(parked.find((each) => each.body === body)).toMatchObject({
      reason: expect.stringMatching(reason),
      parkedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  }
});

it('leaves nothing behind in any queue when all can be read', async () => {
  await using pipeline = await openLocalPipeline();
  await pipeline.queue('-inputs').send(message(order(1)), message(order(2)));
  await pipeline.runtime.drain();
  const counts = await pipeline.runtime.counts();
  expect(
    sumOf(Object.fromEntries(Object.entries(counts).map(([name, { visible }]) => [name, visible]))),
  ).toBe(0);
  expect(pipeline.log).toEqual([]);
});

it('puts an event that breaks the rules of its bus nowhere', async () => {
  await using pipeline = await openLocalPipeline();
  const bus = pipeline.runtime.topology.buses.find(({ name }) => name !== 'default')?.name ?? '';
  const detail: unknown = order(1);
  const [result] = await pipeline.runtime.platform
    .bus(bus)
    .publish([{ source: 'elsewhere', detailType: 'order.placed', detail, time: 0 }]);
  await pipeline.runtime.drain();
  expect(result?.status).toBe('published');
  expect(await pipeline.states()).toEqual([]);
});
