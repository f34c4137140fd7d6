import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stateKey } from '../../../../shared/app/item-keys.ts';
import { enableEndpoint } from '../../../../shared/app/webhook/enable-endpoint.ts';
import { readBreaker } from '../../../../shared/app/webhook/stored-breakers.ts';
import { endpointWith, WEBHOOK_SECRET, WebhookShop, webhookOrder } from '../../../support/webhook-shop.ts';

const HOUR_MS = 3_600_000;

const HTTP = (httpStatus: number, retryAfter?: string) =>
  ({ status: 'answered', httpStatus, ...(retryAfter !== undefined && { retryAfter }) }) as const;

async function openShop(...customerIds: readonly string[]): Promise<WebhookShop> {
  const shop = new WebhookShop();
  await shop.know('c1', ...customerIds);
  return shop;
}

/** Many customers, one webhook each. */
const ordersOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    webhookOrder({ customerId: `k${index}`, factId: `k${index}/e/0` }),
  );

describe('a webhook', () => {
  it('says whom, which campaign and what, signed, and leaves out whatever the endpoint may not get', async () => {
    const shop = await openShop();
    await shop.live([webhookOrder()]);
    const [call] = shop.calls;
    expect(JSON.parse(call?.body ?? '')).toEqual({
      type: 'webhook.requested',
      timestamp: '2026-03-01T12:00:00.000Z',
      data: {
        customerId: 'c1',
        campaign: 'head-welcome',
        step: 'card',
        occurrence: '2026-03-01T12:00:00.000Z',
        data: { insert: 'handwritten-card' },
      },
    });
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = call?.headers ?? {};
    const key = Buffer.from(WEBHOOK_SECRET.slice(6), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${at}.${call?.body}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(at).toBe('1772366400');
    expect(await shop.record(webhookOrder())).toMatchObject({ status: 'delivered', tries: 1 });
  });

  it('has of the contact what the endpoint may get, and its own header fields', async () => {
    const shop = await openShop();
    shop.endpoints = [endpointWith({ include: ['phone', 'name'], headers: { 'x-shop': 'tea' } })];
    await shop.live([webhookOrder()]);
    expect(JSON.parse(shop.calls[0]?.body ?? '').data.contact).toEqual({
      phone: '+12065550100',
      name: 'Ada',
    });
    expect(shop.calls[0]?.headers).toMatchObject({ 'x-shop': 'tea', 'content-type': 'application/json' });
  });

  it('is told again under the same id where the process dies before the outcome is on record', async () => {
    const shop = await openShop();
    const { transact } = shop.table;
    shop.table.transact = async () => {
      throw new Error('the process dies');
    };
    expect(await shop.handle(JSON.stringify(webhookOrder()))).toMatchObject([{ messageId: 'm0' }]);
    shop.table.transact = transact;
    await shop.live([webhookOrder()]);
    await shop.live([webhookOrder()]);
    expect(shop.calls).toHaveLength(2);
    expect(new Set(shop.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('is tried again at growing intervals that no queue has to delay for longer than it can, then given up', async () => {
    const shop = await openShop();
    shop.endpoints = [endpointWith({ retries: 7 })];
    shop.answer = () => ({ status: 'unreachable', reason: 'ECONNREFUSED' });
    await shop.live([webhookOrder({ expiresAt: Number.MAX_SAFE_INTEGER })]);
    expect(shop.calls).toHaveLength(8);
    const pauses = shop.calls.slice(1).map(({ at }, index) => at - (shop.calls[index]?.at ?? 0));
    expect(pauses.every((pause, index) => pause > (pauses[index - 1] ?? 0) * 0.99)).toBe(true);
    expect(pauses.at(-1)).toBeGreaterThan(3 * HOUR_MS);
    expect(Math.max(...shop.delays)).toBe(900);
    expect(await shop.record(webhookOrder())).toMatchObject({
      status: 'failed',
      reason: 'ECONNREFUSED',
      tries: 8,
    });
    expect(new Set(shop.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(shop.calls.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(8);
  });

  it('waits as long as the endpoint asks for, and so do the others for it', async () => {
    const shop = await openShop('k0');
    shop.answer = (_, count) => (count === 1 ? HTTP(429, '1200') : HTTP(200));
    await shop.live([webhookOrder()], shop.now);
    await shop.live(ordersOf(1));
    expect(shop.calls).toHaveLength(3);
    for (const call of shop.calls.slice(1))
      expect(call.at - (shop.calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_200_000);
  });

  it('is not tried again where the endpoint refuses it, which says nothing against the others', async () => {
    const shop = await openShop('k0');
    shop.answer = (_, count) => (count === 1 ? HTTP(422) : HTTP(200));
    await shop.live([webhookOrder(), ...ordersOf(1)]);
    expect(shop.calls).toHaveLength(2);
    expect(await shop.record(webhookOrder())).toMatchObject({
      status: 'failed',
      reason: 'HTTP 422',
      tries: 1,
    });
    expect((await readBreaker(shop.table, 'warehouse')).version).toBe(0);
  });

  it('is the last where the endpoint is gone, until people enable it', async () => {
    const shop = await openShop('k0', 'k1');
    const [first, second] = ordersOf(2);
    shop.answer = () => HTTP(410);
    await shop.live([webhookOrder()]);
    await shop.live([first ?? webhookOrder()]);
    expect(shop.calls).toHaveLength(1);
    expect(await shop.record(first ?? webhookOrder())).toMatchObject({
      status: 'failed',
      reason: 'endpoint-disabled',
    });
    shop.answer = () => HTTP(200);
    const enabled = await enableEndpoint({ ...shop, endpoints: shop.endpoints ?? [] }, 'warehouse');
    expect(enabled).toMatchObject({ endpoint: 'warehouse', status: 'closed' });
    await shop.live([second ?? webhookOrder()]);
    expect(shop.calls).toHaveLength(2);
  });

  it('is not told where nothing is known of the customer any more', async () => {
    const shop = await openShop();
    await shop.table.transact([{ kind: 'delete', key: stateKey('c1'), condition: 'none' }]);
    await shop.live([webhookOrder()]);
    expect(shop.calls).toEqual([]);
    expect(await shop.record(webhookOrder())).toMatchObject({ status: 'withdrawn' });
  });

  it('expires where it comes up too late, but not while a history is lived through', async () => {
    const late = webhookOrder({ expiresAt: 1 });
    const shop = await openShop();
    await shop.live([late]);
    expect(await shop.record(late)).toMatchObject({ status: 'expired' });
    const replay = await openShop();
    Object.assign(replay.clock, { isHeld: () => true });
    await replay.live([late]);
    expect(await replay.record(late)).toMatchObject({ status: 'delivered' });
  });

  it('fails for an endpoint that the files no longer have, and is no business of a shop without endpoints', async () => {
    const shop = await openShop();
    shop.endpoints = [];
    await shop.live([webhookOrder()]);
    expect(await shop.record(webhookOrder())).toMatchObject({ status: 'failed', reason: 'unknown-endpoint' });
    const other = await openShop();
    other.endpoints = undefined;
    await other.live([webhookOrder()]);
    expect(await other.record(webhookOrder())).toBeUndefined();
  });

  it('stays in its queue while its secret is missing or no secret, and calls nobody', async () => {
    const shop = await openShop();
    shop.secret = async () => 'hunter2';
    const failed = await shop.handle(JSON.stringify(webhookOrder()));
    expect(failed).toMatchObject([
      { messageId: 'm0', reason: expect.stringContaining('WEBHOOK.BAD_SECRET') },
    ]);
    expect(JSON.stringify(failed)).not.toContain('hunter2');
    expect(shop.calls).toEqual([]);
  });

  it('that nobody can read is put aside with the reason', async () => {
    const shop = await openShop();
    expect(await shop.handle('{}', 'no JSON')).toEqual([]);
    expect(shop.deadLetters.messages).toHaveLength(2);
    expect(JSON.parse(shop.deadLetters.messages[0]?.body ?? '')).toMatchObject({
      reason: expect.stringContaining('Not a webhook'),
      body: '{}',
    });
  });
});

describe('an endpoint that is down', () => {
  it('is left alone after a few failures, tried by one call at a time, and told everything once it is back', async () => {
    const orders = ordersOf(40);
    const shop = await openShop(...orders.map(({ customerId }) => customerId));
    const backAt = shop.now + HOUR_MS;
    shop.endpoints = [endpointWith({ retries: 20 })];
    shop.answer = () => (shop.now < backAt ? HTTP(503) : HTTP(200));
    await shop.live(orders);
    const [first = 0] = shop.calls.map(({ at }) => at);
    const inVain = shop.calls.filter(({ at }) => at < backAt);
    // One batch finds out; then one call for each pause, of which an hour has seven.
    expect(inVain.filter(({ at }) => at === first)).toHaveLength(10);
    expect(inVain.length).toBeLessThanOrEqual(10 + 8);
    expect(shop.calls.length - inVain.length).toBe(orders.length);
    for (const order of orders) expect(await shop.record(order)).toMatchObject({ status: 'delivered' });
    const { breaker, version } = await readBreaker(shop.table, 'warehouse');
    expect(breaker.status).toBe('closed');
    // Opened once; then two writes for each probe in vain, and two for the one that was answered.
    expect(version).toBe(1 + 2 * (inVain.length - 10) + 2);
  });

  it('does not keep another waiting', async () => {
    const shop = await openShop();
    shop.endpoints = [endpointWith(), endpointWith({ name: 'crm', url: 'https://crm.example/' })];
    shop.answer = ({ url }) => (url.startsWith('https://crm') ? HTTP(200) : HTTP(500));
    const down = ordersOf(20);
    await shop.know(...down.map(({ customerId }) => customerId));
    await shop.live(down, shop.now);
    const order = webhookOrder({ endpoint: 'crm' });
    await shop.handle(JSON.stringify(order));
    expect(await shop.record(order)).toMatchObject({ status: 'delivered' });
  });
});
