import { describe, expect, it } from 'vitest';
import { BroadcastShop, customers, HOUR, MINUTE, SALE_AT, sale } from './broadcast-shop.ts';

const PEOPLE = customers(40);
const oneEach = Object.fromEntries(PEOPLE.map((customerId) => [customerId, 1]));
const none = Object.fromEntries(PEOPLE.map((customerId) => [customerId, 0]));
const waiting = sale({
  steps: [{ kind: 'wait', name: 'an-hour', until: 'passed', ms: HOUR, next: 'mail' }, ...sale().steps],
});

/** A shop whose paced sale has reached fifteen of its forty customers, and is paused. */
async function pausedInTheMiddle() {
  const shop = new BroadcastShop();
  await shop.publish(sale({ pace: { perMinute: 15 } }));
  await shop.join(...PEOPLE);
  shop.now = SALE_AT - MINUTE;
  await shop.broadcast();
  await shop.liveUntil(SALE_AT + MINUTE);
  expect(await shop.run()).toMatchObject({ ticked: 15 });
  shop.now += 1_000;
  await shop.control('pause');
  return shop;
}

describe('a broadcast that is paused in the middle', () => {
  it('stands for as long as the pause lasts', async () => {
    const shop = await pausedInTheMiddle();
    await shop.liveUntil(SALE_AT + HOUR);
    expect(await shop.run()).toMatchObject({ status: 'paused', ticked: 15 });
  });

  it('goes on when it is resumed: nobody twice, nobody skipped', async () => {
    const shop = await pausedInTheMiddle();
    await shop.liveUntil(SALE_AT + HOUR);
    await shop.control('resume');
    await shop.liveUntil(SALE_AT + HOUR + 10 * MINUTE);
    expect(await shop.run()).toMatchObject({ status: 'done', ticked: 40 });
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('ends with a stop, and does not begin again when the campaign does', async () => {
    const shop = await pausedInTheMiddle();
    await shop.control('stop');
    await shop.liveUntil(SALE_AT + 5 * MINUTE);
    expect(await shop.run()).toMatchObject({ status: 'stopped', ticked: 15 });
    await shop.control('resume');
    await shop.liveUntil(SALE_AT + 15 * MINUTE);
    expect(await shop.run()).toMatchObject({ status: 'stopped', ticked: 15 });
    expect(await shop.shopFacts()).toContainEqual(
      expect.objectContaining({ kind: 'broadcast.finished', status: 'stopped', ticked: 15 }),
    );
  });

  it('ends with the removal of its campaign', async () => {
    const shop = await pausedInTheMiddle();
    await shop.publish();
    await shop.liveUntil(SALE_AT + 5 * MINUTE);
    expect(await shop.run()).toMatchObject({ status: 'stopped', ticked: 15 });
  });

  it('goes on under the new name of its campaign', async () => {
    const shop = await pausedInTheMiddle();
    await shop.publish(sale({ name: 'spring-sale', formerNames: ['sale'], pace: { perMinute: 15 } }));
    await shop.liveUntil(SALE_AT + 5 * MINUTE);
    expect(await shop.run()).toMatchObject({ status: 'paused', ticked: 15 });
    await shop.control('resume', 'spring-sale');
    await shop.liveUntil(SALE_AT + 15 * MINUTE);
    expect(await shop.run()).toMatchObject({ status: 'done', ticked: 40 });
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('ends in its pause when it is worth nothing any more', async () => {
    const shop = await pausedInTheMiddle();
    shop.now = SALE_AT + 73 * HOUR;
    await shop.broadcast();
    expect(await shop.run()).toMatchObject({ status: 'expired' });
  });
});

describe('a campaign that is resumed', () => {
  async function standingStill() {
    const shop = new BroadcastShop();
    await shop.publish(waiting);
    await shop.join(...PEOPLE);
    shop.now = SALE_AT - MINUTE;
    await shop.broadcast();
    await shop.liveUntil(SALE_AT + 2 * MINUTE);
    await shop.control('pause');
    await shop.liveUntil(SALE_AT + 2 * HOUR);
    expect(await shop.requested(PEOPLE)).toEqual(none);
    return shop;
  }

  it('has all journeys go on that stood still, once everybody knows of it', async () => {
    const shop = await standingStill();
    await shop.control('resume');
    await shop.liveUntil(SALE_AT + 2 * HOUR + MINUTE - 1);
    expect(await shop.requested(PEOPLE)).toEqual(none);
    await shop.liveUntil(SALE_AT + 2 * HOUR + 3 * MINUTE);
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
    expect(await shop.run('resume-2026-03-01T12:00:00.000Z')).toMatchObject({
      kind: 'resumed',
      status: 'done',
    });
  });

  it('wakes nobody where it is paused again at once, and everybody at the end of that', async () => {
    const shop = await standingStill();
    await shop.control('resume');
    shop.now += 5_000;
    await shop.control('pause');
    await shop.liveUntil(SALE_AT + 3 * HOUR);
    expect(await shop.requested(PEOPLE)).toEqual(none);
    await shop.control('resume');
    await shop.liveUntil(SALE_AT + 3 * HOUR + 3 * MINUTE);
    expect(await shop.requested(PEOPLE)).toEqual(oneEach);
  });

  it('after a stop sends nothing of what had begun', async () => {
    const shop = await standingStill();
    await shop.control('stop');
    await shop.liveUntil(SALE_AT + 3 * HOUR);
    await shop.control('resume');
    await shop.liveUntil(SALE_AT + 4 * HOUR);
    expect(await shop.requested(PEOPLE)).toEqual(none);
  });
});
