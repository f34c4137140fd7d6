import { describe, expect, it } from 'vitest';
import { answerEventsRequest } from '../../../../shared/app/ingest/answer-events-request.ts';
import { clockAt, KeptBus } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';

const order = (overrides: object = {}, data: object = {}) => ({
  id: 'e1',
  type: 'order.placed',
  customerId: 'c1',
  occurredAt: '2026-01-01T10:00:00+08:00',
  data: { orderId: 'o1', total: 1999, currency: 'USD', ...data },
  ...overrides,
});

async function post(body: unknown, authorization = 'Bearer key') {
  const bus = new KeptBus();
  const response = await answerEventsRequest(
    { authorization, body: typeof body === 'string' ? body : JSON.stringify(body) },
    { bus, clock: clockAt(day(10)), secrets: { get: async () => 'key' }, apiKeySecret: 'api-key' },
  );
  return { ...response, bus };
}

describe('POST /events', () => {
  it('puts a valid event on the bus as it is', async () => {
    const { status, json, bus } = await post(order());
    expect(status).toBe(202);
    expect(json).toEqual({ accepted: 1, rejected: 0, results: [{ id: 'e1', status: 'accepted' }] });
    expect(bus.entries).toEqual([
      { source: 'shop.api', detailType: 'order.placed', detail: order(), time: day(10) },
    ]);
  });

  it('takes the good of an array and says of each bad one what is wrong with which field', async () => {
    const { status, json, bus } = await post([
      order(),
      order({ id: 'e2' }, { total: -1 }),
      order({ id: 'e3' }, { totel: 5 }),
    ]);
    expect(status).toBe(207);
    expect(bus.entries).toHaveLength(1);
    expect(json).toMatchObject({
      accepted: 1,
      rejected: 2,
      results: [
        { id: 'e1', status: 'accepted' },
        { id: 'e2', status: 'rejected', retryable: false, errors: [{ field: 'data.total' }] },
        { id: 'e3', errors: [{ field: 'data.totel', message: 'is not a known field' }] },
      ],
    });
  });

  it.each([
    ['a type that is not known', order({ type: 'order.placd' }), 'type'],
    ['no customer', order({ customerId: undefined }), 'customerId'],
    ['a customer id with a separator of ours', order({ customerId: 'a#b' }), 'customerId'],
    ['a time without zone', order({ occurredAt: '2026-01-01T10:00:00' }), 'occurredAt'],
    ['a time in the future', order({ occurredAt: '2026-02-01T10:00:00Z' }), 'occurredAt'],
    [
      'a consent from the future',
      order({
        type: 'customer.updated',
        data: {
          consents: [{ channel: 'email', status: 'granted', source: 'x', at: '2099-01-01T00:00:00Z' }],
        },
      }),
      'data.consents[0].at',
    ],
    ['a fraction of a cent', order({}, { total: 19.99 }), 'data.total'],
    ['a currency in words', order({}, { currency: 'dollars' }), 'data.currency'],
    ['not an object', 'hello', ''],
    ['null', null, ''],
  ])('rejects %s, naming the field', async (_, event, field) => {
    const { status, json, bus } = await post([event]);
    expect(status).toBe(400);
    expect(bus.entries).toEqual([]);
    expect(json).toMatchObject({ results: [{ status: 'rejected', errors: [{ field }] }] });
  });

  it('says how an amount and a time are to be written', async () => {
    const { json } = await post(order({ occurredAt: 'yesterday' }, { total: 19.99 }));
    const message = (start: string) => expect.objectContaining({ message: expect.stringMatching(start) });
    expect(json).toMatchObject({
      results: [{ errors: [message('^must be ISO 8601 with zone'), message('^must be a whole number')] }],
    });
    const { json: below } = await post(order({}, { total: -1 }));
    expect(below).toMatchObject({ results: [{ errors: [message('^Too small')] }] });
  });

  it('does not repeat what was sent in its answers', async () => {
    const { json } = await post(
      order({ type: 'customer.updated', data: { contact: { email: 'ada at example.com' } } }),
    );
    expect(JSON.stringify(json)).not.toContain('ada');
    expect(json).toMatchObject({ results: [{ errors: [{ field: 'data.contact.email' }] }] });
  });

  it.each([
    ['no key', '', 401, 'EVENTS.UNAUTHORIZED'],
    ['a wrong key', 'Bearer nope', 401, 'EVENTS.UNAUTHORIZED'],
    ['another scheme', 'Basic key', 401, 'EVENTS.UNAUTHORIZED'],
  ])('refuses %s', async (_, authorization, status, code) => {
    const response = await post(order(), authorization);
    expect(response.status).toBe(status);
    expect(response.json).toMatchObject({ error: { code } });
    expect(response.bus.entries).toEqual([]);
  });

  it.each([
    ['not JSON', '{"id":', 400, 'EVENTS.NOT_JSON'],
    ['a number', '42', 400, 'EVENTS.NOT_JSON'],
    ['an empty array', '[]', 400, 'EVENTS.EMPTY'],
    ['101 events', JSON.stringify(Array.from({ length: 101 }, () => order())), 413, 'EVENTS.TOO_MANY'],
  ])('refuses %s as a whole', async (_, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(response.json).toMatchObject({ error: { code } });
  });

  it('says which events to send again when the bus fails', async () => {
    const bus = new KeptBus();
    bus.refuses = () => true;
    const response = await answerEventsRequest(
      { authorization: 'Bearer key', body: JSON.stringify(order()) },
      { bus, clock: clockAt(day(10)), secrets: { get: async () => 'key' }, apiKeySecret: 'api-key' },
    );
    expect(response.status).toBe(503);
    expect(response.json).toMatchObject({ results: [{ status: 'rejected', retryable: true }] });
  });
});
