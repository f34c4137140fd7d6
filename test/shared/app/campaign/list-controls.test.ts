import { describe, expect, it } from 'vitest';
import { campaignStandingSchema, listControls } from '../../../../shared/app/campaign/list-controls.ts';
import { BroadcastShop, customers, MINUTE, SALE_AT, sale } from '../broadcast/broadcast-shop.ts';

describe('listControls', () => {
  it('tells how far the broadcasts of a campaign are, the newest first', async () => {
    const shop = new BroadcastShop();
    const paced = sale({
      reentry: { kind: 'always' },
      pace: { perMinute: 4 },
      trigger: { kind: 'schedule', form: 'cron', text: '0,2 10 1 3 *', zone: 'shop' },
    });
    await shop.publish(paced);
    shop.now = SALE_AT - MINUTE;
    await shop.join(...customers(6));
    await shop.broadcast();
    await shop.liveUntil(SALE_AT + 3 * MINUTE);
    const [standing] = await listControls(shop.table);
    expect(standing).toEqual({
      campaign: 'sale',
      status: 'running',
      since: null,
      publishedAt: null,
      broadcasts: [
        {
          occurrence: '2026-03-01T10:02',
          status: 'running',
          startsAt: SALE_AT + 2 * MINUTE,
          finishedAt: null,
          ticked: 4,
        },
        {
          occurrence: '2026-03-01T10:00',
          status: 'done',
          startsAt: SALE_AT,
          finishedAt: SALE_AT + 2 * MINUTE,
          ticked: 6,
        },
      ],
    });
    expect(campaignStandingSchema.parse(standing)).toEqual(standing);
  });

  it('shows no more than five, and those of a resumed campaign among them by their time', async () => {
    const shop = new BroadcastShop();
    await shop.publish(
      sale({ trigger: { kind: 'schedule', form: 'cron', text: '*/10 10 1 3 *', zone: 'shop' } }),
    );
    shop.now = SALE_AT - MINUTE;
    await shop.broadcast();
    await shop.liveUntil(SALE_AT + 21 * MINUTE);
    await shop.control('pause');
    await shop.liveUntil(SALE_AT + 23 * MINUTE);
    await shop.control('resume');
    await shop.liveUntil(SALE_AT + 52 * MINUTE);
    const [standing] = await listControls(shop.table, new Set(['sale', 'other']));
    expect(standing?.broadcasts.map(({ occurrence }) => occurrence)).toEqual([
      '2026-03-01T10:50',
      '2026-03-01T10:40',
      '2026-03-01T10:30',
      'resume-2026-03-01T10:23:00.000Z',
      '2026-03-01T10:20',
    ]);
    expect(await listControls(shop.table, new Set(['other']))).toEqual([]);
  });
});
