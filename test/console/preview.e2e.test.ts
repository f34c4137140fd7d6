import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { keepScreenshot } from '../support/keep-screenshot.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { memoryTable } from '../support/memory-table.ts';
import { campaign, rulesWith, sendStep } from '../support/rules.ts';

const executablePath = findChromium();

const rules = rulesWith({
  campaigns: [
    campaign({
      name: 'win-back',
      trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
      audience: 'tier == "mid"',
      steps: [
        sendStep({
          name: 'letter',
          next: 'text',
          template: 'letter',
          offer: { percent: 10 },
          variations: [{ when: 'tier == "head"', offer: { percent: 20 } }],
        }),
        sendStep({
          name: 'text',
          template: 'letter',
          channels: ['sms'],
          offer: { percent: 5 },
          variations: [],
        }),
      ],
    }),
  ],
});
const letter = (hello: string) => ({
  email: {
    subject: `${hello} {{ customer.name | default: "you" }}`,
    preheader: 'p',
    html: `<html><head></head><body><h1>${hello}</h1><p style="color: #b00">{{ offer.percent }} %</p><script>document.body.innerHTML = "run"</script></body></html>`,
    text: `{{ offer.percent }} % ${'a long line without an end '.repeat(20)}`,
  },
  sms: `${hello} {{ offer.percent }} %`,
});
const templates = { letter: { en: letter('Hello'), 'zh-CN': letter('您好') } };

describe.skipIf(executablePath === undefined)('the preview of a campaign', () => {
  let server: HttpServer;
  let browser: Browser;

  beforeAll(async () => {
    const routes = createConsoleRoutes({
      table: memoryTable(),
      mailbox: new MemoryMailbox([]),
      rules,
      templates,
      clock: { now: () => Date.UTC(2026, 10, 11) },
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
    await page.locator('.preview-step iframe').first().waitFor();
    return page;
  };

  it('shows mail and text, and follows who is chosen', async () => {
    const page = await open('/preview?campaign=win-back');
    const mail = page.frameLocator('.preview-step iframe').first();
    expect(await mail.locator('h1').textContent()).toBe('Hello');
    expect(await mail.locator('p').textContent()).toBe('10 %');
    expect(await page.locator('.text-message').textContent()).toBe('Hello 5 % Reply STOP to opt out');
    await page.getByLabel('Tier').selectOption('head');
    await page.getByText('The audience does not include them').waitFor();
    await mail.getByText('20 %').waitFor();
    expect(new URL(page.url()).search).toBe('?campaign=win-back&tier=head');
    await page.getByLabel('Language').last().selectOption('zh-CN');
    await mail.getByText('您好').waitFor();
    await page.getByLabel('Message').selectOption('text');
    await page.locator('.preview-step').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.preview-step h2').allTextContents()).toEqual(['text']);
    expect(await page.getByLabel('Tier').inputValue()).toBe('head');
    await keepScreenshot(page, 'preview-desktop');
    await page.close();
  });

  it('fits a phone, speaks Chinese, and runs nothing that a mail brings', async () => {
    const page = await open('/preview?campaign=win-back&locale=zh-CN', { width: 375, language: 'zh-CN' });
    expect(await page.locator('h1').textContent()).toBe('预览');
    const mail = page.frameLocator('.preview-step iframe').first();
    expect(await mail.locator('h1').textContent()).toBe('您好');
    expect(await mail.locator('p').textContent()).toBe('10 %');
    await page.locator('summary').first().click();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await keepScreenshot(page, 'preview-phone');
    await page.close();
  });

  it('says what it does not know', async () => {
    const get = (path: string) => fetch(`http://localhost:${server.port}${path}`);
    expect((await get('/api/preview?campaign=none')).status).toBe(404);
    expect((await get('/api/preview?campaign=win-back&step=none')).status).toBe(404);
    expect((await get('/api/preview?campaign=win-back&as=tier=none')).status).toBe(400);
    expect((await get('/api/preview')).status).toBe(400);
    expect(
      (await get('/api/preview/html?campaign=win-back')).headers.get('content-security-policy'),
    ).toContain("default-src 'none'");
  });
});
