import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { registerCampaigns } from '../../shared/app/campaign/register-campaigns.ts';
import { campaignDayCountersKey, mailCountersKey } from '../../shared/app/item-keys.ts';
import { guardReputation } from '../../shared/app/reputation/guard-reputation.ts';
import { DEFAULT_DELIVERY } from '../../shared/domain/delivery-rules.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { clockAt } from '../support/fake-ports.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { memoryTable } from '../support/memory-table.ts';
import { campaign, rulesWith } from '../support/rules.ts';

const executablePath = findChromium();
const NOON = Date.UTC(2026, 2, 3, 12);

describe.skipIf(executablePath === undefined)('the page of a shop whose mails bounce', () => {
  let server: HttpServer;
  let browser: Browser;

  beforeAll(async () => {
    const table = memoryTable();
    const warmUp = {
      from: { year: 2026, month: 3, day: 1 },
      mails: { kind: 'table', days: [200, 500, 1000, 2000] },
    } as const;
    const rules = rulesWith({
      campaigns: [campaign({ name: 'sale' }), campaign({ name: 'news' })],
      delivery: { ...DEFAULT_DELIVERY, warmUp },
    });
    await registerCampaigns(rules.campaigns, table, clockAt(NOON - 86_400_000));
    for (const key of [mailCountersKey('2026-03-03'), campaignDayCountersKey('sale', '2026-03-03')])
      await table.transact([{ kind: 'add', key, increments: { 'mailed@0900': 900, 'bounced@0900': 45 } }]);
    await guardReputation({ table, rules, clock: clockAt(NOON) });
    const sources = { table, rules, mailbox: new MemoryMailbox([]), clock: clockAt(NOON) };
    server = await serveHttp(createConsoleRoutes({ ...sources, status: () => ({ phase: 'live' }) }), {
      port: 0,
    });
    browser = await openChromium(executablePath ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('says what is wrong, which campaign is paused for it and how far the warm-up is, in both languages', async () => {
    const page = await browser.context.newPage();
    await page.goto(`http://localhost:${server.port}/campaigns`);
    const banner = page.getByRole('alert');
    await banner.waitFor();
    const told = await banner.textContent();
    expect(told).toContain('All mail together: Of 900 mails 5% bounced for good; from 4% on it is too many.');
    expect(told).toContain('sale: Paused by itself');
    expect(await page.locator('.warm-up').textContent()).toBe(
      'Day 3 of the warm-up: 1,000 of 1,000 promotional mails left today.',
    );
    await banner.getByRole('link', { name: 'sale' }).click();
    await page.getByRole('heading', { name: 'sale', level: 1 }).waitFor();
    await page.getByText('Of 900 mails 5% bounced for good').waitFor();
    await page.getByLabel('简体中文').check();
    await page.getByText('900 封邮件中有 5% 永久退信').waitFor();
    await page.close();
  });
});
