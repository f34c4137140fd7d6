import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { seededRandom } from '../../cli/demo-shop/seeded-random.ts';
import { CLAIM_PREFIX } from '../../shared/app/item-keys.ts';
import { createDynamoDbTable } from '../../shared/aws/dynamodb-table.ts';
import { type Claim, claimSchema } from '../../shared/domain/message/claim.ts';
import type { Table } from '../../shared/ports.ts';
import { temporaryFolder } from '../support/data-folder.ts';
import { messageTo, recipientOf, seedRecipients } from '../support/delivery/seed-recipients.ts';
import { WorkerPool } from '../support/delivery/worker-pool.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../support/dynamodb-local.ts';
import { saleShop } from '../support/sale-shop.ts';
import type { ProviderOptions } from '../support/ses-provider/provider-options.ts';

/** `PERENNIAL_DELIVERIES=50000` takes some 45 minutes: DynamoDB Local is what holds it up. */
const DELIVERIES = Number(process.env.PERENNIAL_DELIVERIES ?? 800);
const PER_SECOND = Number(process.env.PERENNIAL_DELIVERY_RATE ?? 100);
const WORKERS = 4;
const KILLING = { everyBatches: 5, withinMs: 1_500 };
const TEST_TIMEOUT_MS = 9_000_000;
const FEED_MS = 5;
const PROVIDER = resolve(import.meta.dirname, '../support/ses-provider/ses-provider-process.ts');

const recordSchema = z.object({
  taken: z.array(z.object({ to: z.string(), messageId: z.string() })),
  offeredAt: z.array(z.number()),
  overQuota: z.int(),
  longestStallMs: z.number(),
});

async function startProvider(options: ProviderOptions) {
  const args = ['--disable-warning=ExperimentalWarning', PROVIDER, JSON.stringify(options)];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('The provider has no output.');
  const [endpoint] = await once(createInterface(child.stdout), 'line');
  return {
    endpoint: String(endpoint),
    record: async () => recordSchema.parse(await (await fetch(`${endpoint}/record`)).json()),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** By recipient. */
async function readClaims(table: Table): Promise<Map<string, Claim>> {
  const claims = new Map<string, Claim>();
  let cursor: string | undefined;
  do {
    const page = await table.scan(
      { index: 0, of: 1 },
      { prefixes: [CLAIM_PREFIX], consistent: true, ...(cursor !== undefined && { cursor }) },
    );
    for (const { pk, body } of page.items)
      claims.set(recipientOf(Number(pk.slice('customer#c'.length))), claimSchema.parse(body));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return claims;
}

function busiestSecond(instants: readonly number[]): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [position, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= 1_000) first += 1;
    most = Math.max(most, position - first + 1);
  }
  return most;
}

describe.skipIf(!hasJava())('delivery by several processes that are killed', () => {
  let dynamoDb: DynamoDbLocal;
  let provider: Awaited<ReturnType<typeof startProvider>>;

  beforeAll(async () => {
    dynamoDb = await startDynamoDbLocal();
    provider = await startProvider({
      quota: { MaxSendRate: PER_SECOND, Max24HourSend: 1_000_000 },
      faultPercent: 3,
      seed: 20_261_122,
    });
  });

  afterAll(async () => {
    await provider?.stop();
    await dynamoDb?.stop();
  });

  it(
    `sends each of ${DELIVERIES.toLocaleString('en')} mails once at most, says what became of each, and keeps to the quota`,
    async () => {
      using folder = temporaryFolder();
      const shopFile = join(folder.path, 'shop.json');
      writeFileSync(shopFile, JSON.stringify(saleShop));
      await dynamoDb.createTable('customers');
      const table = createDynamoDbTable(dynamoDb.client, 'customers');
      const startedAt = Date.now();
      await seedRecipients(dynamoDb.client, 'customers', DELIVERIES, startedAt - 60_000);

      const setups = Array.from({ length: WORKERS }, (_, worker) => ({
        tableName: 'customers',
        dynamoDbEndpoint: dynamoDb.endpoint,
        sesEndpoint: provider.endpoint,
        // The first and the last differ by 100 ms.
        clockSkewMs: (worker / (WORKERS - 1)) * 100 - 50,
        shopFile,
      }));
      const pool = new WorkerPool(setups, folder.path, KILLING, seededRandom(1));
      for (let number = 0; number < DELIVERIES; number += 1)
        pool.add(JSON.stringify(messageTo(number, startedAt)));
      const sendingFrom = performance.now();
      try {
        pool.start();
        while (pool.depth > 0) {
          pool.feed();
          await wait(FEED_MS);
        }
      } finally {
        await pool.stop();
      }
      const seconds = (performance.now() - sendingFrom) / 1_000;

      const claims = await readClaims(table);
      const { taken, offeredAt, overQuota, longestStallMs } = await provider.record();
      const takenBy = Map.groupBy(taken, ({ to }) => to);
      const strange: string[] = [];
      const outcomes: Record<string, number> = {};
      for (let number = 0; number < DELIVERIES; number += 1) {
        const to = recipientOf(number);
        const mails = takenBy.get(to) ?? [];
        const { status, providerMessageId } = claims.get(to) ?? { status: 'nothing' };
        const outcome = `${status}, ${mails.length} taken`;
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        const isOwn = status !== 'sent' || providerMessageId === mails[0]?.messageId;
        if (!POSSIBLE.has(outcome) || !isOwn) strange.push(`${to}: ${outcome}`);
      }
      const busiest = busiestSecond(offeredAt);
      console.log(
        JSON.stringify({
          deliveries: DELIVERIES,
          seconds: Math.round(seconds),
          outcomes,
          kills: pool.kills,
          killsAtWork: pool.killsAtWork,
          timedOut: pool.timedOut,
          offered: offeredAt.length,
          quotaPerSecond: PER_SECOND,
          busiestSecond: busiest,
          overQuota,
          longestStallMs: Math.round(longestStallMs),
        }),
      );
      expect(strange).toEqual([]);
      const counted = Object.entries(outcomes).reduce(
        (sum, [outcome, count]) => sum + (outcome.endsWith('1 taken') ? count : 0),
        0,
      );
      expect(counted).toBe(taken.length);
      expect(pool.killsAtWork).toBeGreaterThan(3);
      expect(outcomes['sent, 1 taken']).toBeGreaterThan(DELIVERIES * 0.8);
      expect(outcomes['uncertain, 1 taken']).toBeGreaterThan(0);
      expect(busiest).toBeLessThanOrEqual(PER_SECOND);
      expect(overQuota).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});

/** What a claim says, and how many mails the provider took. Of an uncertain one it may have taken the one mail or none. */
const POSSIBLE = new Set(['sent, 1 taken', 'rejected, 0 taken', 'uncertain, 1 taken', 'uncertain, 0 taken']);
