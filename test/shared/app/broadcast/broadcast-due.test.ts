import { describe, expect, it } from 'vitest';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { Table } from '../../../../shared/ports.ts';
import { campaign } from '../../../support/rules.ts';
import { BroadcastShop, customers, HOUR, MINUTE, onceAt, SALE_AT, sale } from './broadcast-shop.ts';

const OCCURRENCE = '2026-03-01T10:00';
const PEOPLE = customers(40);
const oneEach = Object.fromEntries(PEOPLE.map((customerId) => [customerId, 1]));

/** A shop whose sale is a minute away. */
async function shopBefore(...campaigns: readonly CampaignRules[]) {
  const shop = new BroadcastShop();
  await shop.publish(...campaigns);
  shop.now = SALE_AT - HOUR;
  await shop.join(...PEOPLE);
  shop.now = SALE_AT - MINUTE;
  await shop.broadcast();
  return shop;
}

describe('a dated campaign', () => {
  it('reaches everybody once, and says when it started and ended', async () => {
    const shop = await shopBefore(sale());
    expect(shop.ticked()).toEqual([]);
    shop.now = SALE_AT + 20_000;
    expect(await shop.broadcast()).toEqual({ sent: 40, underWay: 0 });
    expect(shop.ticked().toSorted()).toEqual(PEOPLE.toSorted());
    await shop.settle();
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
    expect(await shop.shopFacts()).toEqual([
      {
        kind: 'broadcast.finished',
        at: shop.now,
        campaign: 'sale',
        occurrence: OCCURRENCE,
        status: 'done',
        ticked: 40,
      },
      { kind: 'broadcast.started', at: shop.now, campaign: 'sale', occurrence: OCCURRENCE },
    ]);
    await shop.liveUntil(SALE_AT + 5 * MINUTE);
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('sends ticks of an instant at which it has started', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + 10_000;
    await shop.broadcast();
    const instants = shop.broadcasts.messages.map(({ body }) => JSON.parse(body).at);
    expect(instants).toHaveLength(40);
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(SALE_AT);
    expect(shop.broadcasts.messages.every(({ groupId }) => groupId === 'sale')).toBe(true);
  });

  it('lets the index catch up before it reads it', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + 9_000;
    expect(await shop.broadcast()).toEqual({ sent: 0, underWay: 0 });
    shop.now = SALE_AT + MINUTE;
    expect(await shop.broadcast()).toMatchObject({ sent: 40 });
  });

  it('is no business of who joins after it has started', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + 1;
    await shop.join('late');
    await shop.liveUntil(SALE_AT + 2 * MINUTE);
    expect(await shop.requested(['late', 'c0'])).toEqual({ late: 0, c0: 1 });
  });

  it('lets nobody in twice who did something else before the tick came', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + 5_000;
    await shop.join('c0');
    await shop.liveUntil(SALE_AT + 2 * MINUTE);
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('reads no more of the index than its audience can stand in', async () => {
    const shop = await shopBefore(sale({ audience: 'tier == "head"' }));
    shop.now = SALE_AT + MINUTE;
    expect(await shop.broadcast()).toEqual({ sent: 0, underWay: 0 });
    expect(await shop.run()).toMatchObject({ status: 'done', ticked: 0 });
  });

  it('that was first published after its date does nothing', async () => {
    const shop = await shopBefore(campaign());
    shop.now = SALE_AT + MINUTE;
    await shop.publish(campaign(), sale());
    await shop.liveUntil(SALE_AT + 5 * MINUTE);
    expect(await shop.run()).toBeUndefined();
    expect(await shop.requested(['c0'])).toEqual({ c0: 1 });
  });

  it('that was published again with a trigger of the past does nothing more', async () => {
    const shop = await shopBefore(sale());
    await shop.liveUntil(SALE_AT + 2 * MINUTE);
    await shop.publish(sale({ trigger: onceAt('2026-03-01T09:00') }));
    await shop.liveUntil(SALE_AT + 6 * MINUTE);
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('that was published a moment before its date waits until everybody knows it', async () => {
    const shop = await shopBefore(campaign({ trigger: { kind: 'event', event: 'cart.abandoned' } }));
    shop.now = SALE_AT - 1_000;
    await shop.publish(campaign({ trigger: { kind: 'event', event: 'cart.abandoned' } }), sale());
    shop.now = SALE_AT + 30_000;
    expect(await shop.broadcast()).toMatchObject({ sent: 0, underWay: 1 });
    shop.now = SALE_AT + MINUTE;
    expect(await shop.broadcast()).toMatchObject({ sent: 40 });
    await shop.settle();
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('goes out late where the function was down for hours', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + 7 * HOUR;
    await shop.broadcast();
    await shop.settle();
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
    expect(await shop.facts('c0')).toContainEqual(
      expect.objectContaining({ kind: 'message.requested', at: SALE_AT }),
    );
  });

  it('does not go out where the function was down until it was worth nothing, and says so', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + 72 * HOUR + 1;
    expect(await shop.broadcast()).toEqual({ sent: 0, underWay: 0 });
    expect(await shop.run()).toMatchObject({ status: 'expired', ticked: 0 });
    expect(await shop.shopFacts()).toContainEqual(
      expect.objectContaining({ kind: 'broadcast.finished', status: 'expired' }),
    );
  });

  it('makes up for each occurrence that was missed, in order', async () => {
    const daily = sale({
      reentry: { kind: 'always' },
      trigger: { kind: 'schedule', form: 'cron', text: '0 10 * * *', zone: 'shop' },
    });
    const shop = await shopBefore(daily);
    shop.now = SALE_AT + 24 * HOUR + MINUTE;
    expect(await shop.broadcast()).toMatchObject({ sent: 80 });
    await shop.settle();
    expect(await shop.requested(['c7'])).toEqual({ c7: 2 });
    await shop.liveUntil(shop.now + 3 * MINUTE);
    expect(await shop.requested(['c7'])).toEqual({ c7: 2 });
  });
});

describe('a broadcast that is killed', () => {
  /** Lets so many calls of the table that write succeed; the next is killed before, or just after, it took effect. */
  const killing = (table: Table, after: number, tookEffect: boolean): Table => {
    let writes = 0;
    return {
      ...table,
      transact: async (...args) => {
        writes += 1;
        if (writes <= after) return await table.transact(...args);
        if (tookEffect) await table.transact(...args);
        throw new Error('killed');
      },
    };
  };

  it.each([0, 1, 2, 3, 4, 5, 6].flatMap((after) => [true, false].map((effect) => [after, effect] as const)))(
    'after %i writes (the next one done: %s) goes on, and nobody is skipped or let in twice',
    async (after, tookEffect) => {
      const shop = await shopBefore(sale({ pace: { perMinute: 15 } }));
      for (let minute = 1; minute <= 4; minute += 1) {
        shop.now = SALE_AT + minute * MINUTE;
        await shop.broadcast(killing(shop.table, after, tookEffect)).catch((error: Error) => {
          expect(error.message).toBe('killed');
        });
        await shop.settle();
      }
      await shop.liveUntil(SALE_AT + 12 * MINUTE);
      expect(await shop.requested(PEOPLE)).toEqual(oneEach);
      expect(await shop.run()).toMatchObject({ status: 'done' });
      expect(await shop.broadcast()).toEqual({ sent: 0, underWay: 0 });
    },
  );

  it('leaves to another run of the function what that has in hand', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + MINUTE;
    await Promise.all([shop.broadcast(), shop.broadcast(), shop.broadcast()]);
    await shop.settle();
    await shop.liveUntil(SALE_AT + 3 * MINUTE);
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
    expect(await shop.run()).toMatchObject({ status: 'done', ticked: 40 });
  });

  it('stops in time, and goes on with the next run', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + MINUTE;
    shop.hasTime = () => false;
    expect(await shop.broadcast()).toEqual({ sent: 0, underWay: 1 });
    shop.hasTime = () => true;
    expect(await shop.broadcast()).toEqual({ sent: 40, underWay: 0 });
  });

  it('sends nothing on top of a hundred thousand ticks that wait', async () => {
    const shop = await shopBefore(sale());
    shop.now = SALE_AT + MINUTE;
    shop.broadcasts.waiting = 100_000 - 7;
    expect(await shop.broadcast()).toEqual({ sent: 7, underWay: 1 });
    shop.broadcasts.waiting = 100_000;
    expect(await shop.broadcast()).toEqual({ sent: 0, underWay: 1 });
    shop.broadcasts.waiting = 0;
    expect(await shop.broadcast()).toEqual({ sent: 33, underWay: 0 });
  });
});

describe('the pace of a broadcast', () => {
  it('lets in so many a minute', async () => {
    const shop = await shopBefore(sale({ pace: { perMinute: 15 } }));
    const sent: number[] = [];
    for (let minute = 1; minute <= 4; minute += 1) {
      shop.now = SALE_AT + minute * MINUTE;
      sent.push((await shop.broadcast()).sent, (await shop.broadcast()).sent);
    }
    expect(sent).toEqual([15, 0, 15, 0, 10, 0, 0, 0]);
  });

  it('lets in so many a day of the shop’s zone', async () => {
    const shop = await shopBefore(sale({ pace: { perMinute: 12, perDay: 30 } }));
    await shop.liveUntil(SALE_AT + 10 * MINUTE);
    expect(await shop.run()).toMatchObject({ ticked: 30, status: 'running' });
    shop.now = Date.UTC(2026, 2, 2) - 1;
    expect(await shop.broadcast()).toMatchObject({ sent: 0 });
    shop.now += 1;
    expect(await shop.broadcast()).toMatchObject({ sent: 10 });
    expect(await shop.run()).toMatchObject({ status: 'done' });
  });

  it('is shared by the occurrences of one campaign, and no other', async () => {
    const weekly = sale({
      reentry: { kind: 'always' },
      pace: { perMinute: 10 },
      trigger: { kind: 'schedule', form: 'cron', text: '0,1 10 * * *', zone: 'shop' },
    });
    const shop = await shopBefore(weekly, sale({ name: 'other' }));
    shop.now = SALE_AT + 2 * MINUTE;
    expect(await shop.broadcast()).toMatchObject({ sent: 50 });
    shop.now += MINUTE;
    expect(await shop.broadcast()).toMatchObject({ sent: 10 });
  });

  it('does not hold up a history that is lived through', async () => {
    const shop = await shopBefore(sale({ pace: { perMinute: 1, perDay: 2 } }));
    shop.now = SALE_AT;
    shop.isTimeHeld = true;
    expect(await shop.broadcast()).toEqual({ sent: 40, underWay: 0 });
  });
});

describe('two broadcasts at once', () => {
  it('take turns', async () => {
    const shop = await shopBefore(sale(), sale({ name: 'other' }));
    shop.now = SALE_AT + MINUTE;
    shop.broadcasts.waiting = 100_000 - 60;
    let pages = 0;
    shop.hasTime = () => {
      pages += 1;
      return true;
    };
    expect(await shop.broadcast()).toEqual({ sent: 60, underWay: 1 });
    expect(pages).toBeGreaterThan(1);
    const runs = [await shop.run(), await shop.run(OCCURRENCE, 'other')];
    expect(runs.map((run) => run?.ticked).toSorted()).toEqual([20, 40]);
  });

  it('each let everybody in once', async () => {
    const shop = await shopBefore(sale(), sale({ name: 'other' }));
    await shop.liveUntil(SALE_AT + 2 * MINUTE);
    expect(new Set(Object.values(await shop.requested(PEOPLE)))).toEqual(new Set([2]));
  });
});
