import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbTable } from '../../../../shared/aws/dynamodb-table.ts';
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../../../support/dynamodb-local.ts';
import { bounced, feedbackShop, inboundText, NUMBER, sesEvent } from './feedback-shop.ts';

describe.skipIf(!hasJava())('feedback on DynamoDB Local', { timeout: 60_000 }, () => {
  let local: DynamoDbLocal;

  beforeAll(async () => {
    local = await startDynamoDbLocal();
    await local.createTable('perennial');
  }, 300_000);

  afterAll(async () => {
    await local.stop();
  });

  it('settles, suppresses, stops and starts as over SQLite', async () => {
    const shop = await feedbackShop([{}], createDynamoDbTable(local.client, 'perennial'));
    const events = [
      sesEvent('Send', 0),
      sesEvent('Delivery', 5),
      sesEvent('Open', 60, { userAgent: 'Mozilla/5.0' }),
    ];
    // Two functions that take the same batch at once.
    const failed = await Promise.all([shop.take(...events), shop.take(...events)]);
    expect(failed.flat()).toEqual([]);
    expect(await shop.claim()).toMatchObject({
      version: 2,
      status: 'sent',
      delivery: { status: 'delivered' },
    });

    expect(await shop.take(bounced('Permanent', 'General'), bounced('Permanent', 'General'))).toEqual([]);
    expect(await shop.decide()).toEqual([]);
    expect(shop.deadLetters.messages).toEqual([]);
    expect((await shop.state()).suppressed).toMatchObject({ email: { reason: 'hard-bounce' } });

    await Promise.all([shop.take(inboundText('STOP')), shop.take(inboundText('STOP'))]);
    expect(await shop.suppression('sms', NUMBER)).toMatchObject({ reason: 'opted-out' });
    expect(shop.texter.texts).toHaveLength(1);
    await shop.take(inboundText('START', 'in-2', 60));
    expect(await shop.suppression('sms', NUMBER)).toBeUndefined();
    const { items } = await shop.table.query('report#feedback', { consistent: true });
    expect(items.map(({ body }) => body)).toEqual([{ 'reply.stop': 1, 'reply.start': 1 }]);
  });
});
