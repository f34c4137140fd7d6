import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallOutcome } from '../../../../shared/ports.ts';
import { WebhookShop, webhookOrder } from '../../../support/webhook-shop.ts';

const outcome: fc.Arbitrary<CallOutcome> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ status: 'answered', httpStatus: 200 } as const) },
  fc.record({
    status: fc.constant('answered' as const),
    httpStatus: fc.constantFrom(302, 400, 404, 408, 429, 500, 503),
    retryAfter: fc.constantFrom('0', '5', '4000', 'soon'),
  }),
  fc.constant({ status: 'answered', httpStatus: 410 } as const),
  fc.constant({ status: 'unreachable', reason: 'timeout' } as const),
  fc.constant({ status: 'not-allowed', reason: 'address-not-allowed' } as const),
);

describe('webhooks', () => {
  it('each come to one end, whatever the endpoint answers: delivered where it said so, and never called more often than it may be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (answers, count) => {
          const shop = new WebhookShop();
          const orders = Array.from({ length: count }, (_, index) =>
            webhookOrder({ customerId: `k${index}`, factId: `k${index}/e/0` }),
          );
          await shop.know(...orders.map(({ customerId }) => customerId));
          const saidYes = new Set<string>();
          shop.answer = (call, number) => {
            const answer = answers[(number - 1) % answers.length] ?? { status: 'unreachable', reason: '' };
            if (answer.status === 'answered' && answer.httpStatus === 200)
              saidYes.add(JSON.parse(call.body).data.customerId);
            return answer;
          };
          await shop.live(orders);
          for (const order of orders) {
            const record = await shop.record(order);
            const calls = shop.calls.filter(
              ({ body }) => JSON.parse(body).data.customerId === order.customerId,
            );
            expect(record?.status === 'delivered').toBe(saidYes.has(order.customerId));
            expect(record?.tries).toBe(calls.length);
            expect(calls.length).toBeLessThanOrEqual(4);
            expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBeLessThanOrEqual(1);
          }
          expect(Math.max(0, ...shop.delays)).toBeLessThanOrEqual(900);
        },
      ),
      { numRuns: 60 },
    );
  });
});
