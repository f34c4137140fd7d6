import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbChangeFeed } from '../../../../infra/local/wire/dynamodb-change-feed.ts';
import { relayFacts } from '../../../../shared/app/dispatch/relay-facts.ts';
import { TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { eraseCustomer } from '../../../../shared/app/privacy/erase-customer.ts';
import { foldReport } from '../../../../shared/app/report/fold-report.ts';
import { createDynamoDbTable } from '../../../../shared/aws/dynamodb-table.ts';
import { changeOfRecord } from '../../../../shared/aws/stream-change.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../../../support/dynamodb-local.ts';
import { clockAt, KeptBus, KeptQueue } from '../../../support/fake-ports.ts';
import { day } from '../../../support/inputs.ts';
import { putWholeCustomer, SECRET, textOf } from './whole-customer.ts';

const ID = 'zoe-4711';
const TABLE = 'perennial-erasure';
const TRACES_OF_ZOE = [ID, `${ID}@example.invalid`, 'Dear zoe'];

describe.skipIf(!hasJava())('erasing a customer from DynamoDB', { timeout: 120_000 }, () => {
  let local: DynamoDbLocal;
  beforeAll(async () => {
    local = await startDynamoDbLocal();
    await local.createTable(TABLE);
  }, 300_000);
  afterAll(() => local?.stop());

  it('leaves nothing in the table or its indexes, and its stream has no effect on whoever reads it', async () => {
    const table = createDynamoDbTable(local.client, TABLE);
    await putWholeCustomer(table, 'adam-12');
    await putWholeCustomer(table, ID);
    const before = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(before).toContain(trace);

    await eraseCustomer(ID, 'olga', { table, clock: clockAt(day(3)), secret: SECRET });
    const after = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(after).not.toContain(trace);
    expect(after).toContain('adam-12@example.invalid');
    for (let shard = 0; shard < 16; shard += 1) {
      const name = String(shard).padStart(2, '0');
      const { items: audience } = await table.audience(name, '');
      const { items: due } = await table.due(name, Number.MAX_SAFE_INTEGER);
      expect(JSON.stringify([audience, due])).not.toContain(ID);
    }

    const streams = new DynamoDBStreamsClient(local.connection);
    const feed = createDynamoDbChangeFeed(local.client, streams, TABLE);
    const records: DynamoDBRecord[] = [];
    for (let cursor: string | undefined; ; ) {
      const batch = await feed.read(cursor, 100);
      if (batch.records.length === 0) break;
      records.push(...batch.records);
      cursor = batch.cursor;
    }
    streams.destroy();
    const changes = records.map(changeOfRecord);
    const removals = changes.filter(({ kind, key }) => kind === 'remove' && JSON.stringify(key).includes(ID));
    // The old images, contact included, pass through the stream.
    expect(removals.length).toBeGreaterThan(5);
    expect(JSON.stringify(removals)).toContain(`${ID}@example.invalid`);

    const [outbound, webhooks, bus] = [new KeptQueue(), new KeptQueue(), new KeptBus()];
    await relayFacts(removals, { outbound, webhooks, bus, table, subjectSecret: SECRET });
    expect([outbound.messages, webhooks.messages, bus.entries]).toEqual([[], [], []]);

    // What `report` has not read before the erasure, it counts; the customer is in no class, and nothing of them comes back.
    const passing = changes.filter(({ kind }) => kind !== 'remove');
    await foldReport(feed.shardId, passing, table, { subjectSecret: SECRET });
    const end = await textOf(table);
    for (const trace of TRACES_OF_ZOE) expect(end).not.toContain(trace);
    expect((await table.get(TOTAL_COUNTERS_KEY))?.body).toMatchObject({ orders: 2, 'stage=new': 1 });
  });
});
