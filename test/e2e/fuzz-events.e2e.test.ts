import { expect, it } from 'vitest';
import * as z from 'zod';
import { type SeededRandom, seededRandom } from '../../cli/demo-shop/seeded-random.ts';
import { serveHttp } from '../../infra/local/http/serve-http.ts';
import { customerPartition } from '../../shared/app/item-keys.ts';
import { openLocalPipeline } from '../support/local-pipeline.ts';

const BODIES = 3_000;
const TEST_TIMEOUT_MS = 300_000;

const JUNK = [
  null,
  true,
  -1,
  0.1,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  '',
  '#',
  ' ',
  '\u0000',
  '\ud800',
  '__proto__',
  '٣',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'USDT',
  [],
  {},
  [[]],
  { toString: 1 },
  'x'.repeat(100_000),
  Array.from({ length: 600 }, () => ({ sku: 'a', quantity: 1, price: 1 })),
] as const;
const FIELDS = [
  'id',
  'type',
  'customerId',
  'occurredAt',
  'data',
  'extra',
  'constructor',
  '__proto__',
] as const;
const DATA_FIELDS = [
  'orderId',
  'total',
  'currency',
  'discount',
  'items',
  'channel',
  'coupon',
  'attributes',
  'contact',
  'consents',
  'birthday',
  'locale',
  'timeZone',
  'country',
  'extra',
] as const;
const TYPES = [
  'application/json',
  'text/plain',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
];

let made = 0;
/** A valid event of a customer of its own. */
function validEvent(random: SeededRandom): Record<string, unknown> {
  made += 1;
  const base = { id: `e${made}`, customerId: `c${made}`, occurredAt: '2026-01-01T10:00:00+08:00' };
  return random.chance(0.5)
    ? { ...base, type: 'order.placed', data: { orderId: `o${made}`, total: 1_999, currency: 'USD' } }
    : {
        ...base,
        type: 'customer.updated',
        data: { attributes: { vip: true }, contact: { email: `c${made}@example.com` } },
      };
}

/** Mostly an event with one thing wrong, often nothing like an event. */
function candidate(random: SeededRandom): unknown {
  if (random.chance(0.15)) return random.pick(JUNK);
  const event = validEvent(random);
  if (random.chance(0.25)) return event;
  const change = random.pick(JUNK);
  if (random.chance(0.4)) return { ...event, [random.pick(FIELDS)]: change };
  return { ...event, data: { ...Object(event.data), [random.pick(DATA_FIELDS)]: change } };
}

function nested(depth: number): string {
  return `${'{"data":['.repeat(depth)}1${']}'.repeat(depth)}`;
}

function randomBody(random: SeededRandom): string | Uint8Array<ArrayBuffer> {
  const kind = random.uniform();
  if (kind < 0.1) return Uint8Array.from({ length: random.integer(0, 200) }, () => random.integer(0, 255));
  if (kind < 0.15) return nested(random.integer(1, 20_000));
  if (kind < 0.2) return `"${'é'.repeat(random.integer(0, 200_000))}"`;
  const text = JSON.stringify(
    kind < 0.5 ? candidate(random) : Array.from({ length: random.integer(0, 12) }, () => candidate(random)),
  );
  return kind > 0.95 ? text.slice(0, random.integer(0, text.length)) : text;
}

const answerSchema = z.object({
  accepted: z.int(),
  rejected: z.int(),
  results: z.array(
    z.union([
      z.object({ status: z.literal('accepted'), id: z.string() }),
      z.object({
        status: z.literal('rejected'),
        errors: z.array(z.object({ field: z.string(), message: z.string().min(1) })).min(1),
      }),
    ]),
  ),
});
const errorSchema = z.object({ error: z.object({ code: z.string().min(1), message: z.string().min(1) }) });
const acceptedSchema = z.object({ id: z.string(), customerId: z.string() });

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

it(
  `answers ${BODIES} random bodies of POST /events, and only what it accepts has an effect`,
  async () => {
    await using pipeline = await openLocalPipeline();
    const server = await serveHttp(pipeline.runtime.http, { port: 0 });
    const random = seededRandom(20_261_121);
    const accepted = new Map<string, Set<string>>();
    const statuses: Record<number, number> = {};
    try {
      for (let number = 0; number < BODIES; number += 1) {
        const body = randomBody(random);
        const hasKey = !random.chance(0.05);
        const response = await fetch(`http://localhost:${server.port}/events`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${hasKey ? pipeline.apiKey : 'wrong'}`,
            'content-type': TYPES[random.integer(0, TYPES.length - 1)] ?? '',
          },
          body,
        });
        statuses[response.status] = (statuses[response.status] ?? 0) + 1;
        const answer: unknown = await response.json();
        if (!hasKey) {
          expect(response.status).toBe(401);
          continue;
        }
        expect([202, 207, 400, 413]).toContain(response.status);
        const refusal = errorSchema.safeParse(answer);
        if (refusal.success) {
          expect([400, 413]).toContain(response.status);
          continue;
        }
        const { results, ...sums } = answerSchema.parse(answer);
        const sent: unknown = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString());
        const candidates: readonly unknown[] = Array.isArray(sent) ? sent : [sent];
        expect(results).toHaveLength(candidates.length);
        expect(sums.accepted + sums.rejected).toBe(candidates.length);
        for (const [position, result] of results.entries()) {
          const event = candidates[position];
          if (result.status === 'accepted') {
            const { id, customerId } = acceptedSchema.parse(event);
            accepted.set(customerId, (accepted.get(customerId) ?? new Set()).add(id));
          } else if (isObject(event)) {
            expect(result.errors.map(({ field }) => field)).not.toContain('');
          }
        }
      }
      await pipeline.runtime.drain();

      expect(Object.keys(statuses)).toEqual(['202', '207', '400', '401', '413']);
      expect(accepted.size).toBeGreaterThan(500);
      const states = await pipeline.states();
      expect(new Set(states.map(({ customerId }) => customerId))).toEqual(new Set(accepted.keys()));
      for (const [customerId, ids] of accepted) {
        const { items } = await pipeline.table.query(customerPartition(customerId), { prefix: 'journal#' });
        expect(items.length).toBeLessThanOrEqual(ids.size);
      }
      expect(await pipeline.queue('-inputs-dlq').receive()).toEqual([]);
      expect(pipeline.log).toEqual([]);
    } finally {
      await server.close();
    }
  },
  TEST_TIMEOUT_MS,
);

it('takes a body of more than ten megabytes for too large, and serves on', async () => {
  await using pipeline = await openLocalPipeline();
  const server = await serveHttp(pipeline.runtime.http, { port: 0 });
  try {
    const url = `http://localhost:${server.port}/events`;
    const headers = { authorization: `Bearer ${pipeline.apiKey}`, 'content-type': 'application/json' };
    const large = await fetch(url, { method: 'POST', headers, body: `"${'x'.repeat(10 * 1024 * 1024)}"` });
    expect(large.status).toBe(413);
    const many = JSON.stringify(Array.from({ length: 101 }, (_, id) => ({ id })));
    const tooMany = await fetch(url, { method: 'POST', headers, body: many });
    expect(tooMany.status).toBe(413);
    expect(await tooMany.json()).toMatchObject({ error: { code: 'EVENTS.TOO_MANY' } });
    const fine = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(validEvent(seededRandom(1))),
    });
    expect(fine.status).toBe(202);
  } finally {
    await server.close();
  }
});
