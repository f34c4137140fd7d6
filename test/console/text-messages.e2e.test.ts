import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import type { StoredText } from '../../shared/app/console/mailbox.ts';
import { composeMail } from '../../shared/app/deliver/compose-mail.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { keepScreenshot } from '../support/keep-screenshot.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { memoryTable } from '../support/memory-table.ts';
import { rulesWith } from '../support/rules.ts';

const executablePath = findChromium();
const AT = Date.UTC(2026, 10, 11, 10);

const text = (id: string, body: string): StoredText => ({
  id,
  at: AT,
  channel: 'sms',
  to: '+8613800138000',
  tags: { campaign: 'win-back', step: 'text' },
  body,
});

const CHINESE = '【茶铺】<b>小梅</b>，您的茶杯还在等您：凭 BACK10 享九折，仅限本周。拒收请回复R';

describe.skipIf(executablePath === undefined)('text messages in the mailbox', () => {
  let server: HttpServer;
  let browser: Browser;

  beforeAll(async () => {
    const raw = await composeMail({
      from: { name: '茶铺', address: 'shop@example.invalid' },
      to: 'c@example.invalid',
      subject: 'Your cup is waiting',
      html: '<p>Hello</p>',
      text: 'Hello',
    });
    const mailbox = new MemoryMailbox([
      {
        id: 'm1',
        at: AT,
        channel: 'email',
        from: 'shop@example.invalid',
        to: 'c@example.invalid',
        tags: {},
        raw,
      },
      text('t1', CHINESE),
      text('t2', `Kettle & Crane: ${'your oolong is back. '.repeat(9)}Reply STOP to end.`),
    ]);
    const clock = { now: () => AT };
    const routes = createConsoleRoutes({
      table: memoryTable(),
      mailbox,
      rules: rulesWith(),
      clock,
      status: () => ({ phase: 'live' }),
    });
    server = await serveHttp(routes, { port: 0 });
    browser = await openChromium(executablePath ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (path: string, { width = 1280, language = 'en' } = {}) => {
    const page = await browser.context.newPage();
    await page.addInitScript((tag) => localStorage.setItem('perennial.language', tag), language);
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`http://localhost:${server.port}${path}`);
    await page.locator('h1').waitFor();
    return page;
  };

  it('stand among the mails, marked, and open with what they are billed as', async () => {
    const page = await open('/mailbox');
    await page.locator('.mails li').nth(2).waitFor();
    expect(await page.locator('.mails .tag').allTextContents()).toEqual(['Text', 'Text']);
    await page.getByRole('link', { name: 'Kettle' }).click();
    await page.locator('.text-message').waitFor();
    expect(await page.locator('.reader').textContent()).toContain('2 parts, 223 characters as GSM 7 bit');
    await keepScreenshot(page, 'text-desktop');
    await page.close();
  });

  it('show markup as what it is, on a phone and in Chinese too, without a bar to scroll sideways', async () => {
    const page = await open('/mailbox/t1', { width: 375, language: 'zh-CN' });
    await page.locator('.text-message').waitFor();
    expect(await page.locator('.text-message').textContent()).toBe(CHINESE);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(await page.locator('.reader').textContent()).toContain('1 条，共 47 个字符（UCS-2）');
    await keepScreenshot(page, 'text-phone');
    await page.close();
  });

  it('are no mail to open raw', async () => {
    const page = await open('/mailbox/t1');
    await page.locator('.text-message').waitFor();
    expect(await page.locator('a[href$="/raw"]').count()).toBe(0);
    const response = await page.request.get(`http://localhost:${server.port}/api/mailbox/t1/raw`);
    expect(response.status()).toBe(404);
    await page.close();
  });
});
