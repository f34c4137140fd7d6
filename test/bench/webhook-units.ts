import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import { inputOfEvent } from '../../shared/app/input-of-event.ts';
import { handleWebhooks } from '../../shared/app/webhook/handle-webhooks.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { EndpointRules } from '../../shared/domain/webhook/endpoint-rules.ts';
import type { WebhookOrder } from '../../shared/domain/webhook/webhook-order.ts';
import { type BenchResult, told } from './bench-result.ts';
import { profileEvents } from './mail-load.ts';
import { REPOSITORY } from './run-command.ts';
import { figure } from './statistics.ts';
import { StreamReaders } from './stream-readers.ts';

const WEBHOOKS = 1_000;
const BATCH = 10;
/** Webhooks that are counted one by one, as when they come slowly. */
const ALONE = 100;

const ENDPOINT: EndpointRules = {
  name: 'warehouse',
  url: 'https://warehouse.example/hook',
  secret: 'warehouse',
  include: ['name'],
  timeoutSeconds: 15,
  retries: 12,
  headers: {},
  allowsPrivateAddress: false,
};

/** Units of one webhook that its endpoint takes at once, from the order on the queue to the outcome in the counters. */
export async function measureWebhookUnits(): Promise<BenchResult> {
  const rules = compileRules((await loadShop(`${REPOSITORY}/shop`, { templates: false })).rules);
  const now = Date.now();
  const database = openLocalDatabase(':memory:');
  const table = createSqliteTable(database, () => true);
  const readers = new StreamReaders(database, table);
  const relayed = { entries: 0, rfmOnly: 0, published: 0, messages: 0, webhooks: 0 };
  const arrivals = profileEvents(WEBHOOKS, now);
  await decideBatch(
    arrivals.map((event) => ({ customerId: event.customerId, ...inputOfEvent(event), acceptedAt: now })),
    { table, rules },
  );
  await readers.relay(relayed);
  while (readers.waiting > 0) await readers.fold(WEBHOOKS);

  let answered = 0;
  const noQueue = { send: async () => undefined, depth: async () => 0 };
  const deps = {
    ...{ table, endpoints: [ENDPOINT], queue: noQueue, deadLetters: noQueue },
    ...{ clock: { now: () => now }, failures: new Map<string, number>(), chance: () => 0.5 },
    ...{ secrets: { get: async () => `whsec_${'A'.repeat(32)}` }, secretPrefix: 'bench/' },
    subjectSecret: 'secret',
    webhooks: {
      post: async () => {
        answered += 1;
        return { status: 'answered' as const, httpStatus: 200 };
      },
    },
  };
  const customers = [...new Set(arrivals.map(({ customerId }) => customerId))];
  const messages = customers.map((customerId, position) => ({
    messageId: String(position),
    body: JSON.stringify(orderFor(customerId, now)),
  }));
  const atFirst = { ...table.consumed };
  for (let start = 0; start < messages.length; start += BATCH)
    await handleWebhooks(messages.slice(start, start + BATCH), deps);
  if (answered !== WEBHOOKS) throw new Error(`${answered} of ${WEBHOOKS} webhooks were told.`);
  const delivered = { ...table.consumed };
  await readers.relay(relayed);
  const changes = readers.waiting;
  for (let webhook = 0; webhook < ALONE; webhook += 1) await readers.fold(changes / WEBHOOKS);
  const alone = { ...table.consumed };
  await database.close();
  const figures = {
    webhookWrites: (delivered.writeUnits - atFirst.writeUnits) / WEBHOOKS,
    webhookReads: (delivered.readUnits - atFirst.readUnits) / WEBHOOKS,
    changesPerWebhook: changes / WEBHOOKS,
    reportWritesAlone: (alone.writeUnits - delivered.writeUnits) / ALONE,
    reportReadsAlone: (alone.readUnits - delivered.readUnits) / ALONE,
  };
  return {
    rows: [
      told(
        'DynamoDB units per webhook in `webhook`',
        `${figure(figures.webhookWrites)} writes, ${figure(figures.webhookReads)} reads`,
        `Told at once, with a name of the contact. Its outcome in the counters costs ${figure(figures.reportWritesAlone)} writes where it comes alone, and hardly anything in a full batch.`,
      ),
    ],
    method: `${WEBHOOKS.toLocaleString('en')} webhooks through \`handleWebhooks\` in batches of ${BATCH} to an endpoint that takes each, on the SQLite table's count of units. One run.`,
    figures,
  };
}

const orderFor = (customerId: string, now: number): WebhookOrder => ({
  ...{ factId: `${customerId}/bench/0`, customerId, campaign: 'bench', step: 'card', occurrence: 'bench' },
  ...{ endpoint: ENDPOINT.name, data: { insert: 'handwritten-card' } },
  ...{ requestedAt: now, expiresAt: now + 3 * DAY_MS, tries: 0 },
});
