import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { findFreePort } from '../../infra/local/http/find-free-port.ts';
import { findChromium, openChromium } from '../support/chromium.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { runPerennial } from '../support/run-perennial.ts';
import { poll, type RunningShop, startShop } from '../support/running-shop.ts';

const OPEN_TIMEOUT_MS = 300_000;

const classCount = z.looseObject({ customers: z.int() });
const overviewSchema = z.object({
  shop: z.looseObject({ name: z.string() }),
  now: z.int(),
  status: z.looseObject({ phase: z.string() }),
  totals: z.object({
    orders: z.int(),
    refunds: z.int(),
    customers: z.int(),
    messages: z.array(
      z.looseObject({ requested: z.int(), outcomes: z.looseObject({ sent: z.int(), uncertain: z.int() }) }),
    ),
  }),
  stages: z.array(classCount.extend({ stage: z.string() })),
  tiers: z.array(classCount.extend({ tier: z.string() })),
});
const storySchema = z
  .looseObject({
    state: z.looseObject({
      customerId: z.string(),
      classes: z.looseObject({ stage: z.string(), tier: z.string() }),
      consents: z.record(z.string(), z.looseObject({ status: z.string() })),
    }),
    journalLength: z.int(),
    claims: z.array(z.looseObject({ status: z.string() })),
  })
  // The explanation is as of the instant of asking, so never the same twice.
  .transform(({ explanation: _, ...story }) => story);
const mailboxSchema = z.object({
  mails: z.array(z.looseObject({ id: z.string(), to: z.string(), subject: z.string() })),
});
const mailSchema = z.looseObject({ headers: z.array(z.object({ name: z.string(), value: z.string() })) });
const resultsSchema = z.object({ results: z.array(z.looseObject({ status: z.string() })) });

const executablePath = findChromium();

describe('npm start with nothing else', () => {
  let data: TemporaryFolder;
  let port: number;
  let shop: RunningShop;
  beforeAll(async () => {
    data = temporaryFolder();
    port = await findFreePort();
    shop = await startShop('--data', data.path, '--port', String(port), '--customers', '1000');
    await shop.open;
  }, OPEN_TIMEOUT_MS);
  afterAll(async () => {
    await shop?.end('SIGKILL');
    data[Symbol.dispose]();
  });

  const read = async <Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> => {
    const response = await fetch(`${shop.url}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  };
  const overview = () => read(overviewSchema, '/api/overview');
  const story = (id: string) => read(storySchema, `/api/customers/${encodeURIComponent(id)}`);
  const storyOrNone = async (id: string) => {
    const response = await fetch(`${shop.url}/api/customers/${id}`);
    return response.ok ? storySchema.parse(await response.json()) : undefined;
  };
  /** The command that the shop says to try. */
  const offered = () => {
    const line = shop.lines.find((each) => each.includes('curl')) ?? '';
    const {
      url = '',
      key = '',
      event = '',
    } = /curl -s (?<url>\S+) .*Bearer (?<key>[^']+)'.* -d '(?<event>.*)'$/.exec(line)?.groups ?? {};
    return { url, key, event };
  };
  const post = (body: string, key = offered().key) =>
    fetch(offered().url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    });
  /** The unsubscribe link in the headers of the newest mail, and whom the mail went to. */
  const newestMail = async () => {
    const { mails } = await read(mailboxSchema, '/api/mailbox');
    const [mail] = mails;
    if (mail === undefined) throw new Error('The mailbox is empty.');
    const { headers } = await read(mailSchema, `/api/mailbox/${mail.id}`);
    const value = headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? '';
    const link = /<(http[^>]+)>/.exec(value)?.[1] ?? '';
    const token = new URL(link).searchParams.get('token')?.split('.')[0] ?? '';
    const [customerId] = z
      .tuple([z.string(), z.string()])
      .parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    return { ...mail, link, customerId };
  };

  it('opens a believable shop: its customers in every stage and tier, and mail sent', async () => {
    const { shop: settings, totals, stages, tiers, status } = await overview();
    expect(settings.name).toBe('Kettle & Crane');
    expect(status.phase).toBe('live');
    expect(totals.customers).toBeGreaterThan(850);
    expect(totals.customers).toBeLessThan(1_150);
    expect(totals.orders).toBeGreaterThan(totals.customers);
    expect(totals.refunds).toBeGreaterThan(0);
    for (const classes of [stages, tiers]) {
      expect(classes.reduce((sum, { customers }) => sum + customers, 0)).toBe(totals.customers);
      for (const { customers } of classes) expect(customers).toBeGreaterThan(totals.customers / 100);
    }
    const [message] = totals.messages;
    expect(message?.outcomes.sent).toBeGreaterThan(0);
    expect(message?.outcomes.sent).toBe(message?.requested);
  });

  it('serves the page at /', async () => {
    const response = await fetch(shop.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await response.text())?.[1] ?? 'none';
    expect((await fetch(`${shop.url}${script}`)).status).toBe(200);
  });

  it('takes the order that it says to try, and the customer is new', async () => {
    const before = await overview();
    const response = await post(offered().event);
    expect(response.status).toBe(202);
    const { state } = await poll(
      () => storyOrNone('you'),
      (found) => found !== undefined,
    ).then((found) => storySchema.parse(found));
    expect(state.classes.stage).toBe('new');
    const after = await poll(overview, ({ totals }) => totals.orders > before.totals.orders);
    expect(after.totals.customers).toBe(before.totals.customers + 1);
  });

  it('refuses a bad event with the field, and a wrong key with 401; neither changes anything', async () => {
    const bad = { ...JSON.parse(offered().event), id: 'bad-1', customerId: 'nobody' };
    const response = await post(JSON.stringify({ ...bad, data: { ...bad.data, total: 'much' } }));
    expect(response.status).toBe(400);
    const { results } = resultsSchema.parse(await response.json());
    expect(results).toMatchObject([{ status: 'rejected', errors: [{ field: 'data.total' }] }]);
    const refused = await post(JSON.stringify(bad), 'wrong');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { code: 'EVENTS.UNAUTHORIZED' } });
    // One that is accepted afterwards has gone through, counters and all, so these would have too.
    const before = await overview();
    await post(JSON.stringify({ ...bad, id: 'good-1', customerId: 'somebody' }));
    const after = await poll(overview, ({ totals }) => totals.orders > before.totals.orders);
    expect(after.totals.customers).toBe(before.totals.customers + 1);
    expect(await storyOrNone('somebody')).toBeDefined();
    expect(await storyOrNone('nobody')).toBeUndefined();
  });

  it('lets a mail’s link withdraw the consent, by the button alone', async () => {
    const { link, customerId } = await newestMail();
    const before = await story(customerId);
    expect(before.state.consents.email?.status).toBe('granted');

    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post">');
    const done = await fetch(link, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
    expect(done.status).toBe(200);
    const after = await poll(
      () => story(customerId),
      ({ state }) => state.consents.email?.status === 'withdrawn',
    );
    // The GET left no entry.
    expect(after.journalLength).toBe(before.journalLength + 1);
    expect((await fetch(`${link}x`)).status).toBe(400);
  });

  it('tells a customer’s story on the command line while it runs', async () => {
    const { customerId } = await newestMail();
    const run = await runPerennial(['customer', customerId, '--data', data.path, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(storySchema.parse(JSON.parse(run.stdout))).toMatchObject(await story(customerId));
    const lines = await runPerennial(['customer', customerId, '--data', data.path]);
    expect(lines.stdout).toMatch(/stage\.changed \S+ -> \S+ \(.*days \d+/);
    expect(lines.stdout).toMatch(/^.* [a-z-]+\/[a-z-]+: sent$/m);
    const unknown = await runPerennial(['customer', 'ghost', '--data', data.path]);
    expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('No customer') });
  });

  it('lets nobody else have its folder, and says so', async () => {
    const second = await runPerennial(['start', '--data', data.path, '--port', '0']);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(data.path);
    expect(second.stderr).not.toMatch(/mistake in Perennial|\n\s+at /);
  });

  describe.skipIf(executablePath === undefined)('in a browser', () => {
    /** Opens a page, and sees that the browser complained of nothing. */
    const look = async (at: (page: Page) => Promise<void>): Promise<void> => {
      const browser = await openChromium(executablePath ?? '');
      try {
        const page = await browser.context.newPage();
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        await at(page);
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    };

    it('shows the overview, why a customer was sent a mail, and the mail', async () => {
      const { id, customerId, subject } = await newestMail();
      const { totals } = await overview();
      await look(async (page) => {
        await page.goto(shop.url);
        const customers = page.locator('.figure .big').first();
        await customers.waitFor();
        expect(await customers.textContent()).toBe(totals.customers.toLocaleString('en-US'));

        await page.goto(`${shop.url}/customers/${encodeURIComponent(customerId)}`);
        const move = page.locator('.timeline li li', { hasText: /from .+ to .+Why: \d/ }).last();
        await move.waitFor();
        expect(await move.textContent()).toMatch(/Why: \d+ .+ since /);
        await page
          .locator(`a[href*="${encodeURIComponent(id)}"]`)
          .first()
          .click();
        await page.getByRole('heading', { name: subject }).waitFor();
        const body = await page.frameLocator('iframe').locator('body').textContent();
        expect(body).toContain('Kettle & Crane');
        expect(body).not.toMatch(/\{\{|\}\}|undefined/);
      });
    });

    it('shows the customer of the order to try at the address that the shop names', async () => {
      const line = shop.lines.find((each) => each.includes('that customer')) ?? '';
      await look(async (page) => {
        await page.goto(/http\S+/.exec(line)?.[0] ?? '');
        await page.getByRole('heading', { name: 'Customer you' }).waitFor();
      });
    });
  });

  it('stops at Ctrl-C, tells stories from its folder, and goes on where it stood', {
    timeout: OPEN_TIMEOUT_MS,
  }, async () => {
    const { customerId } = await newestMail();
    const before = await overview();
    const told = await story(customerId);
    expect(await shop.end('SIGINT')).toEqual({ code: 0, signal: null, stderr: '' });
    expect(shop.lines.at(-1)).toMatch(/^Stopping\./);

    const stopped = await runPerennial(['customer', customerId, '--data', data.path, '--json']);
    expect(storySchema.parse(JSON.parse(stopped.stdout))).toMatchObject(told);

    shop = await startShop('--data', data.path, '--port', String(port));
    await shop.open;
    const after = await overview();
    expect(after.totals).toEqual(before.totals);
    expect(after.now).toBeGreaterThan(before.now);
    // Real time has passed, and no more.
    expect(after.now - before.now).toBeLessThan(10 * 60_000);
    expect(await story(customerId)).toMatchObject({
      state: { consents: { email: { status: 'withdrawn' } } },
    });
    expect(await shop.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
  });
});
