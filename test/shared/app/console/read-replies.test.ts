import { expect, it } from 'vitest';
import { readReplies } from '../../../../shared/app/console/read-replies.ts';
import { feedbackCountersKey } from '../../../../shared/app/item-keys.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { clockAt } from '../../../support/fake-ports.ts';
import { feedbackShop, inboundText, reference, sesEvent } from '../feedback/feedback-shop.ts';

it('adds up the answers to texts and what found no place, of the last thirty days', async () => {
  const shop = await feedbackShop();
  await shop.take(
    inboundText('STOP', 'in-1'),
    inboundText('STOP', 'in-1'),
    inboundText('help', 'in-2'),
    inboundText('When do you open?', 'in-3'),
    inboundText('Thanks', 'in-4'),
    sesEvent('Delivery', 5, {}, reference({ customerId: 'nobody' })),
    'no JSON',
    '{"source":"aws.elsewhere"}',
  );
  const now = shop.clock.now();
  const report = (at: number) => readReplies({ table: shop.table, clock: clockAt(at) });
  expect(await report(now)).toEqual({
    days: 30,
    replies: { stop: 1, start: 0, help: 1, unread: 2 },
    unknownMessages: 1,
    withoutReference: 0,
    parked: 2,
  });
  await shop.table.transact([
    {
      kind: 'add',
      key: feedbackCountersKey(new Date(now + 29 * DAY_MS).toISOString().slice(0, 10)),
      increments: { 'reply.start': 3 },
    },
  ]);
  expect((await report(now + 29 * DAY_MS)).replies).toEqual({ stop: 1, start: 3, help: 1, unread: 2 });
  expect((await report(now + 30 * DAY_MS)).replies).toEqual({ stop: 0, start: 3, help: 0, unread: 0 });
});
