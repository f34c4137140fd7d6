import { contactKey, stateKey, webhookKey } from '../../shared/app/item-keys.ts';
import type { FailedMessage } from '../../shared/app/park-message.ts';
import { handleWebhooks } from '../../shared/app/webhook/handle-webhooks.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { EndpointRules } from '../../shared/domain/webhook/endpoint-rules.ts';
import type { WebhookOrder } from '../../shared/domain/webhook/webhook-order.ts';
import { type WebhookRecord, webhookRecordSchema } from '../../shared/domain/webhook/webhook-record.ts';
import type { CallOutcome, OutgoingCall } from '../../shared/ports.ts';
import { KeptQueue } from './fake-ports.ts';
import { memoryTable } from './memory-table.ts';

export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const START = Date.UTC(2026, 2, 1, 12);
const BATCH = 10;

/** The endpoint of a warehouse, with what a test wants otherwise. */
export const endpointWith = (overrides: Partial<EndpointRules> = {}): EndpointRules => ({
  name: 'warehouse',
  url: 'https://warehouse.example/hook',
  secret: 'warehouse',
  include: [],
  timeoutSeconds: 10,
  retries: 3,
  headers: {},
  allowsPrivateAddress: false,
  ...overrides,
});

/** An order to tell the warehouse of customer `c1`, with what a test wants otherwise. */
export const webhookOrder = (overrides: Partial<WebhookOrder> = {}): WebhookOrder => ({
  factId: 'c1/e1/0',
  customerId: 'c1',
  campaign: 'head-welcome',
  step: 'card',
  occurrence: '2026-03-01T12:00:00.000Z',
  endpoint: 'warehouse',
  data: { insert: 'handwritten-card' },
  requestedAt: START,
  expiresAt: START + 3 * DAY_MS,
  tries: 0,
  ...overrides,
});

/** Webhooks over a table in memory, a queue that delays in a time of its own, and an endpoint that answers as a test says. */
export class WebhookShop {
  now = START;
  endpoints: readonly EndpointRules[] | undefined = [endpointWith()];
  answer: (call: OutgoingCall, count: number) => CallOutcome = () => ({
    status: 'answered',
    httpStatus: 204,
  });
  secret: () => Promise<string> = async () => WEBHOOK_SECRET;
  readonly calls: (OutgoingCall & { readonly at: number })[] = [];
  readonly table = memoryTable();
  readonly deadLetters = new KeptQueue();
  readonly clock = { now: () => this.now };
  /** Delays in seconds, of everything that went back to the queue. */
  readonly delays: number[] = [];
  private readonly failures = new Map<string, number>();
  private waiting: { readonly at: number; readonly body: string }[] = [];

  /** Makes customers known, each with a contact. */
  async know(...customerIds: readonly string[]): Promise<void> {
    for (const id of customerIds) {
      const said = (value: string) => ({ value, at: START });
      const contact = { email: said(`${id}@mail.example`), phone: said('+12065550100'), name: said('Ada') };
      await this.table.transact([
        { kind: 'put', condition: 'none', item: { ...stateKey(id), version: 1, body: {} } },
        { kind: 'put', condition: 'none', item: { ...contactKey(id), version: 1, body: contact } },
      ]);
    }
  }

  /** Handles these bodies as one batch, now. */
  async handle(...bodies: readonly string[]): Promise<FailedMessage[]> {
    const queue = new KeptQueue();
    const failed = await handleWebhooks(
      bodies.map((body, index) => ({ messageId: `m${index}`, body })),
      {
        table: this.table,
        clock: this.clock,
        secrets: { get: () => this.secret() },
        webhooks: {
          post: async (call) => {
            this.calls.push({ ...call, at: this.now });
            return this.answer(call, this.calls.length);
          },
        },
        endpoints: this.endpoints,
        secretPrefix: 'perennial/test/webhook/',
        chance: () => 0.5,
        queue,
        deadLetters: this.deadLetters,
        failures: this.failures,
      },
    );
    for (const { body, delaySeconds = 0 } of queue.messages) {
      this.delays.push(delaySeconds);
      this.waiting.push({ at: this.now + delaySeconds * 1000, body });
    }
    return failed;
  }

  /** Tells of these, and lets time pass until nothing waits any more, or until `end`. */
  async live(orders: readonly WebhookOrder[], end = Number.POSITIVE_INFINITY): Promise<void> {
    this.waiting.push(...orders.map((order) => ({ at: this.now, body: JSON.stringify(order) })));
    for (;;) {
      this.waiting.sort((a, b) => a.at - b.at);
      const next = this.waiting[0]?.at;
      if (next === undefined || next > end) return;
      this.now = Math.max(this.now, next);
      const due = this.waiting.filter(({ at }) => at <= this.now).slice(0, BATCH);
      this.waiting = this.waiting.filter((message) => !due.includes(message));
      await this.handle(...due.map(({ body }) => body));
    }
  }

  async record(order: WebhookOrder): Promise<WebhookRecord | undefined> {
    const item = await this.table.get(webhookKey(order));
    return item && webhookRecordSchema.parse(item.body);
  }
}
