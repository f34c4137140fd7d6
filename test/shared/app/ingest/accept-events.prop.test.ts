import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleInbound } from '../../../../shared/app/decide/handle-inbound.ts';
import { answerEventsRequest } from '../../../../shared/app/ingest/answer-events-request.ts';
import { customerPartition } from '../../../../shared/app/item-keys.ts';
import { clockAt, KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

/** Values that the fields of an event may be given by mistake or in malice. */
const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>('', '#', '\u0000', '\ud800', -1, 1.5, 1e300, null, [], {}, '__proto__', 'c1'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const validOrder = {
  id: 'e1',
  type: 'order.placed',
  customerId: 'c1',
  occurredAt: '2026-01-01T10:00:00Z',
  data: { orderId: 'o1', total: 1999, currency: 'USD', items: [{ sku: 'a', quantity: 1, price: 1999 }] },
};
const validUpdate = {
  id: 'e2',
  type: 'customer.updated',
  customerId: 'c1',
  occurredAt: '2026-01-01T10:00:00Z',
  data: {
    attributes: { vip: true },
    contact: { email: 'ada@example.com' },
    consents: [{ channel: 'email', status: 'granted', source: 'x', at: '2026-01-01T10:00:00Z' }],
  },
};

const FIELDS = [
  ['id'],
  ['type'],
  ['customerId'],
  ['occurredAt'],
  ['data'],
  ['extra'],
  ['data', 'orderId'],
  ['data', 'total'],
  ['data', 'currency'],
  ['data', 'items'],
  ['data', 'attributes'],
  ['data', 'contact'],
  ['data', 'consents'],
  ['data', 'extra'],
];

/** A valid event with one field replaced. */
const mutated = fc
  .tuple(fc.constantFrom<object>(validOrder, validUpdate), fc.constantFrom(...FIELDS), junk)
  .map(([event, [first = 'id', second], value]) => {
    const copy: Record<string, unknown> = structuredClone({ ...event });
    if (second === undefined) copy[first] = value;
    else copy[first] = { ...Object(copy[first]), [second]: value };
    return copy;
  });

describe('POST /events under fuzz', () => {
  it('never fails, and answers each candidate with acceptance or the fields at fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(mutated, junk), { minLength: 1, maxLength: 50 }),
        async (candidates) => {
          const bus = new KeptBus();
          const { json } = await answerEventsRequest(
            { authorization: 'Bearer key', body: JSON.stringify(candidates) },
            { bus, clock: clockAt(day(10)), secrets: { get: async () => 'key' }, apiKeySecret: 'k' },
          );
          if (!('results' in json)) throw new Error(`refused as a whole: ${json.error.code}`);
          expect(json.results).toHaveLength(candidates.length);
          const accepted = json.results.filter(({ status }) => status === 'accepted');
          expect(bus.entries).toHaveLength(accepted.length);
          for (const answer of json.results) {
            if (answer.status === 'accepted') continue;
            expect(answer.errors.length).toBeGreaterThan(0);
            for (const { field, message } of answer.errors) {
              expect(typeof field).toBe('string');
              expect(message).not.toBe('');
            }
          }
        },
      ),
      { numRuns: 4_000, seed: 20_260_101 },
    );
  });

  it('changes no state for an input that is parked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(mutated, junk), { minLength: 1, maxLength: 10 }),
        async (details) => {
          const table = memoryTable();
          const deadLetters = new KeptQueue();
          const messages = details.map((detail, position) => ({
            messageId: String(position),
            body: JSON.stringify({ 'detail-type': 'x', time: '2026-01-02T00:00:00Z', detail }),
          }));
          const failed = await handleInbound(messages, {
            table,
            rules: async () => rulesWith(),
            deadLetters,
            clock: clockAt(day(10)),
          });
          expect(failed).toEqual([]);
          const { items } = await table.query(customerPartition('c1'), { prefix: 'journal#' });
          if (deadLetters.messages.length === details.length) expect(items).toEqual([]);
          for (const { body } of deadLetters.messages)
            expect(JSON.parse(body)).toMatchObject({ reason: expect.stringMatching(/.+/) });
        },
      ),
      { numRuns: 300, seed: 20_260_102 },
    );
  });
});
