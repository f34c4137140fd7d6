import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../../../infra/local/http/console-routes.ts';
import { type SeededShop, seedShop } from '../../../support/seeded-shop.ts';

const LOCAL = 'http://localhost:4000';

describe('the read API and the page', () => {
  let seeded: SeededShop;
  let app: ReturnType<typeof createConsoleRoutes>;
  const failures: unknown[] = [];

  beforeAll(async () => {
    seeded = await seedShop(25);
    app = createConsoleRoutes({
      ...seeded,
      clock: { now: () => seeded.now },
      status: () => ({ phase: 'replaying', eventsDone: 3, eventsTotal: 9 }),
      onFailure: (error) => failures.push(error),
    });
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`${LOCAL}${path}`, { headers });
  const getJson = async (path: string): Promise<{ status: number; body: unknown }> => {
    const response = await get(path);
    return { status: response.status, body: await response.json() };
  };

  it('answers each question of the page', async () => {
    expect(await getJson('/api/status')).toEqual({
      status: 200,
      body: { now: seeded.now, status: { phase: 'replaying', eventsDone: 3, eventsTotal: 9 } },
    });
    const { customerId, mailId } = seeded.mailed;
    expect(await getJson('/api/overview')).toMatchObject({ body: { totals: { customers: 25 } } });
    expect(await getJson('/api/days?from=2025-01-01&to=2026-12-31')).toMatchObject({
      body: { days: expect.arrayContaining([expect.objectContaining({ orders: expect.any(Number) })]) },
    });
    expect(await getJson('/api/movement?days=7')).toMatchObject({
      body: { days: expect.arrayContaining(['2026-06-30']), tiers: [{}, {}, { name: 'tail' }] },
    });
    expect(await getJson('/api/movement')).toMatchObject({ body: { days: { length: 90 } } });
    expect(await getJson('/api/model')).toMatchObject({
      body: { status: 'trusted', gates: [{}, {}, {}, {}] },
    });
    expect(await getJson('/api/customers?stage=lapsed')).toMatchObject({
      body: { customers: expect.arrayContaining([expect.objectContaining({ stage: 'lapsed' })]) },
    });
    expect(await getJson(`/api/customers/${customerId}`)).toMatchObject({ body: { state: { customerId } } });
    expect(await getJson('/api/mailbox')).toMatchObject({
      body: { mails: expect.arrayContaining([expect.objectContaining({ id: mailId })]) },
    });
    expect(await getJson(`/api/mailbox/${mailId}`)).toMatchObject({ body: { id: mailId } });
    expect(await (await get(`/api/mailbox/${mailId}/raw`)).text()).toContain('MIME-Version: 1.0');
  });

  it.each([
    ['/api/days?from=yesterday', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/days?from=2026-02-30', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/movement?days=0', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/movement?days=1.5', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/movement?days=100000', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/customers?stage=sleepy', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/customers?tier=', 400, 'CONSOLE.BAD_QUERY'],
    ['/api/customers?cursor=%5B', 400, 'CONSOLE.BAD_CURSOR'],
    ['/api/customers/nobody', 404, 'CONSOLE.UNKNOWN_CUSTOMER'],
    ['/api/mailbox/nothing', 404, 'CONSOLE.UNKNOWN_MAIL'],
    ['/api/mailbox/nothing/html', 404, 'CONSOLE.UNKNOWN_MAIL'],
    ['/api/else', 404, 'CONSOLE.UNKNOWN_PATH'],
  ])('answers %s with %i %s', async (path, status, code) => {
    expect(await getJson(path)).toMatchObject({
      status,
      body: { error: { code, message: expect.any(String) } },
    });
  });

  it('names the field that is wrong', async () => {
    expect(await getJson('/api/days?to=1')).toMatchObject({ body: { error: { message: /^"to": / } } });
  });

  it('finds no route for what would change something, save a calibration', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await app.request(`${LOCAL}/api/overview`, { method })).status).toBe(404);
    }
  });

  it('is not served to a page of another name that points here', async () => {
    const response = await app.request('http://attacker.example:4000/api/customers');
    expect(response.status).toBe(403);
    expect((await app.request('http://127.0.0.1:4000/api/status')).status).toBe(200);
    expect((await app.request('http://[::1]:4000/api/status')).status).toBe(200);
  });

  it('hides what went wrong inside, and tells the runtime', async () => {
    const broken = createConsoleRoutes({
      ...seeded,
      clock: { now: () => seeded.now },
      status: () => {
        throw new Error('secret detail');
      },
      onFailure: (error) => failures.push(error),
    });
    const response = await broken.request(`${LOCAL}/api/overview`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
    expect(failures).toHaveLength(1);
  });

  it('gives the shell for every address of the page, with a policy that lets nothing in from elsewhere', async () => {
    for (const path of ['/', '/customers', '/customers/a%2Fb', '/mailbox/1', '/nowhere']) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await response.text()).toContain('<div id="page">');
    }
  });

  it('serves the script and the style under names that change with them, compressed, small', async () => {
    const shell = await (await get('/')).text();
    const names = [...shell.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(3);
    const script = names.find((name) => name.endsWith('.js')) ?? '';
    const plain = Buffer.from(await (await get(script)).arrayBuffer());

    const zipped = await get(script, { 'accept-encoding': 'gzip, deflate' });
    const gzip = Buffer.from(await zipped.arrayBuffer());
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(zipped.headers.get('cache-control')).toContain('immutable');
    expect(gunzipSync(gzip).equals(plain)).toBe(true);
    expect(gzip.length).toBeLessThan(60_000);

    const squeezed = await get(script, { 'accept-encoding': 'gzip, br' });
    expect(squeezed.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await squeezed.arrayBuffer())).equals(plain)).toBe(true);

    const refused = await get(script, { 'accept-encoding': 'br;q=0' });
    expect(refused.headers.get('content-encoding')).toBeNull();
    expect((await get('/assets/main.js')).status).toBe(404);
  });

  it('does not send again what the browser has', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    const again = await get('/', { 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('serves a mail so that it can neither run, fetch nor send anything', async () => {
    const response = await get(`/api/mailbox/${seeded.mailed.mailId}/html`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/^sandbox /);
    expect(policy).not.toContain('allow-scripts');
    expect(policy).not.toContain('allow-same-origin');
    expect(await response.text()).toContain('<head><base target="_blank">');
  });
});
