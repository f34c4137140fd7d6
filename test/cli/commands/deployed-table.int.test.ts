import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignCountersKey, endpointKey, missesPartition } from '../../../shared/app/item-keys.ts';
import { eraseCustomer } from '../../../shared/app/privacy/erase-customer.ts';
import { subjectHash } from '../../../shared/app/privacy/subject-hash.ts';
import { createDynamoDbTable } from '../../../shared/aws/dynamodb-table.ts';
import type { Item, Table } from '../../../shared/ports.ts';
import { putWholeCustomer, SECRET } from '../../shared/app/privacy/whole-customer.ts';
import { type AwsStub, jsonAnswer, startAwsStub } from '../../support/aws-stub.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../../support/dynamodb-local.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import { copyShop, LETTER_SHOP } from '../../support/shop-copy.ts';

const TABLE = 'perennial-commands';
const NOW = Date.now();

describe.skipIf(!hasJava())('commands on the table of a deployed shop', { timeout: 120_000 }, () => {
  let local: DynamoDbLocal;
  let secrets: AwsStub;
  let table: Table;
  beforeAll(async () => {
    local = await startDynamoDbLocal();
    await local.createTable(TABLE);
    table = createDynamoDbTable(local.client, TABLE);
    secrets = await startAwsStub(() => jsonAnswer({ Name: 'link', SecretString: SECRET }));
  }, 300_000);
  afterAll(async () => {
    await secrets?.stop();
    await local?.stop();
  });

  const perennial = async (...args: readonly string[]) => {
    const run = await runPerennial([...args, '--table', TABLE, '--json'], {
      environment: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.connection.endpoint,
      },
    });
    return { code: run.code, stderr: run.stderr, ...JSON.parse(run.stdout) };
  };

  it('misses lists who is still kept, and whom the campaign held out', async () => {
    await using shop = await copyShop(LETTER_SHOP);
    const miss = (customerId: string, expiresAt: number): Item => ({
      pk: missesPartition('win-back'),
      sk: `2026-01-01T00:00:00.000Z#${customerId}#first#x`,
      version: 1,
      expiresAt,
      body: {
        ...{ at: NOW, customerId, step: 'first', occurrence: 'x' },
        ...{ channel: 'email', outcome: 'expired' },
      },
    });
    await table.transact([
      { kind: 'add', key: campaignCountersKey('win-back'), increments: { 'outcome.expired.first': 1 } },
      { kind: 'put', condition: 'absent', item: miss('kept', NOW + 86_400_000) },
      { kind: 'put', condition: 'absent', item: miss('past', NOW - 86_400_000) },
      {
        kind: 'put',
        condition: 'absent',
        item: {
          ...endpointKey('crm'),
          version: 1,
          body: { status: 'open', since: NOW, openings: 2, until: NOW },
        },
      },
    ]);
    const found = await perennial('misses', 'win-back', '--held-out', '--shop', shop.directory);
    expect(found).toMatchObject({ code: 0, campaign: 'win-back', comparison: [] });
    expect(found.misses.map(({ customerId }: { customerId: string }) => customerId)).toEqual(['kept']);
    expect(await perennial('endpoints', '--shop', shop.directory)).toMatchObject({
      endpoints: [{ endpoint: 'crm', status: 'open', openings: 2 }],
    });
  });

  it('erase --lift lets somebody begin anew, and the audit tells why', async () => {
    await putWholeCustomer(table, 'zoe');
    await eraseCustomer('zoe', 'olga', { table, clock: { now: () => NOW }, secret: SECRET });
    const reason = 'signed up again, request 7';
    expect(
      await perennial('erase', '--lift', 'zoe', '--reason', reason, '--by', 'olga', '--link-secret', 'link'),
    ).toMatchObject({ code: 0, lifted: true, subject: subjectHash(SECRET, 'zoe'), addresses: 0 });
    const { records } = await perennial('audit', '--customer', 'zoe', '--link-secret', 'link');
    expect(records[0]).toMatchObject({ action: 'erasure-lifted', by: 'olga', reason });
  });
});
