import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { type CampaignReport, readCampaign } from '../../shared/app/console/read-campaign.ts';
import { endpointKey, feedbackCountersKey } from '../../shared/app/item-keys.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { keepScreenshot } from '../support/keep-screenshot.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { type SeededCampaigns, seedCampaigns } from '../support/seeded-campaigns.ts';

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('the pages on campaigns in a browser', () => {
  let seeded: SeededCampaigns;
  let report: CampaignReport;
  let server: HttpServer;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    seeded = await seedCampaigns();
    report = await readCampaign(seeded, 'win-back');
    const clock = { now: () => seeded.now };
    const mailbox = new MemoryMailbox([]);
    const routes = createConsoleRoutes({ ...seeded, mailbox, clock, status: () => ({ phase: 'live' }) });
    server = await serveHttp(routes, { port: 0 });
    browser = await openChromium(executablePath ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(path: string, width = 1280): Promise<Page> {
    const page = await browser.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`http://localhost:${server.port}${path}`);
    await page.locator('.panel').first().waitFor();
    return page;
  }

  const count = (value: number): string => new Intl.NumberFormat('en-US').format(value);

  it('lists campaigns with their figures, and leads to each', async () => {
    const page = await open('/campaigns');
    const row = page.getByRole('row', { name: /^win-back/ });
    expect(await row.locator('.tag').textContent()).toBe('Running');
    expect(await row.textContent()).toContain('Brings back those who have stopped buying');
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: 'win-back', level: 1 }).waitFor();
    await page.close();
  });

  it('says what a campaign does, what came of it and whether it works', async () => {
    const page = await open('/campaigns/win-back');
    const about = page.locator('.about');
    expect(await about.textContent()).toContain('a customer enters the stage Lapsed');
    expect(await about.textContent()).toContain('an order is placed, where event.total > 0');
    const entered = report.arms
      .filter(({ arm }) => arm !== 'holdout')
      .reduce((sum, { customers }) => sum + customers, 0);
    expect(await page.locator('.figure .big').first().textContent()).toBe(count(entered));
    expect(await page.locator('.funnel b').first().textContent()).toBe(count(entered));
    const said = await page.locator('.said').allTextContents();
    expect(said[0]).toBe('It works: those who entered bought more often than those who were kept out.');
    expect(said[1]).toMatch(/^Not yet: [\d,]+ more customers needed\.$/);
    expect(await page.locator('.arms tbody tr').count()).toBe(3);
    expect(await page.locator('.chart').count()).toBe(4);
    await page.close();
  });

  it('lists who was to get it and did not, page by page, with the way to the customer', async () => {
    const page = await open('/campaigns/win-back');
    const rows = page.locator('.misses tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(99).waitFor();
    const link = rows.first().getByRole('link');
    expect(await link.getAttribute('href')).toBe(`/customers/${await link.textContent()}`);
    await page.close();
  });

  it('pauses, resumes and, once it was confirmed, stops a campaign', async () => {
    const page = await open('/campaigns/birthday');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.tag.status-paused').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.tag.status-running').waitFor();
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await page.locator('.tag.status-running').count()).toBe(1);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.tag.status-stopped').waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    await page.close();
  });

  it('says how texts were answered, and which endpoints of webhooks are left alone, once there is any', async () => {
    const before = await open('/campaigns');
    await before.locator('.campaigns tbody tr').first().waitFor();
    expect(await before.getByRole('heading', { name: 'Answers to texts' }).count()).toBe(0);
    expect(await before.getByRole('heading', { name: 'Where webhooks go' }).count()).toBe(0);
    await before.close();

    const { table, now } = seeded;
    const today = new Date(now).toISOString().slice(0, 10);
    const since = now - 3_600_000;
    const breaker = (name: string, body: object) => ({
      kind: 'put' as const,
      condition: 'absent' as const,
      item: { ...endpointKey(name), version: 1, body },
    });
    await table.transact([
      { kind: 'add', key: feedbackCountersKey(today), increments: { 'reply.stop': 4, parked: 2 } },
      breaker('crm', { status: 'open', since, openings: 3, until: now + 120_000 }),
      breaker('warehouse-of-a-name-that-is-rather-long', { status: 'disabled', since }),
    ]);
    const page = await open('/campaigns', 360);
    await page.getByRole('heading', { name: 'Answers to texts' }).waitFor();
    const replies = page.locator('section', { hasText: 'Answers to texts' }).last();
    expect(await replies.locator('dd').allTextContents()).toEqual(['4', '2']);
    const rows = page.locator('.endpoints tbody tr');
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(/^crm.*Left alone.*failed 3 times in a row$/);
    expect(await rows.last().locator('code').textContent()).toBe(
      'npx perennial endpoints enable warehouse-of-a-name-that-is-rather-long',
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await keepScreenshot(page, 'campaigns-endpoints-phone');
    await page.getByLabel('简体中文').check();
    await page.getByRole('heading', { name: '短信回复' }).waitFor();
    expect(await rows.first().textContent()).toContain('已连续失败 3 次');
    await page.getByLabel('English').check();
    await page.close();
  });

  it('speaks Chinese', async () => {
    const page = await open('/campaigns/win-back');
    await page.getByLabel('简体中文').check();
    await page.getByRole('heading', { name: '活动有效吗？' }).waitFor();
    expect(await page.locator('.said').first().textContent()).toBe('有效：进入者的购买率高于未参加者。');
    expect(await page.locator('.about').textContent()).toContain('客户进入阶段“已流失”');
    await page.getByLabel('English').check();
    await page.close();
  });

  it.each(['/campaigns', '/campaigns/win-back', '/campaigns/birthday'])(
    'fits a phone 360 pixels wide: %s',
    async (path) => {
      const page = await open(path, 360);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      const tooWide =
        '[...document.querySelectorAll("table")].filter((table) => table.offsetWidth > table.parentElement.clientWidth).length';
      expect(await page.evaluate(tooWide)).toBe(0);
      await page.close();
    },
  );

  it('says so where there is no such campaign', async () => {
    const page = await browser.context.newPage();
    await page.goto(`http://localhost:${server.port}/campaigns/nothing`);
    await page.getByText('No campaign has this name.').waitFor();
    await page.close();
  });

  it('has made the browser complain of nothing', () => {
    expect(complaints).toEqual([]);
  });
});
