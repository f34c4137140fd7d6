import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { customerUpdated, day } from '../support/inputs.ts';
import { keepScreenshot } from '../support/keep-screenshot.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { memoryTable } from '../support/memory-table.ts';
import { campaign, rulesWith, sendStep } from '../support/rules.ts';

const executablePath = findChromium();

const rules = rulesWith({
  consent: {
    topics: [],
    doubleOptIn: { channels: ['sms'], sources: ['form'], template: 'please-confirm', days: 7 },
  },
  campaigns: [
    campaign({
      name: 'win-back',
      steps: [
        sendStep({
          name: 'letter',
          template: 'letter',
          offer: { percent: 10 },
          variations: [{ when: 'tier == "head"', offer: { percent: 20 } }],
        }),
      ],
    }),
    campaign({
      name: 'again',
      steps: [sendStep({ name: 'one', template: 'letter', offer: { percent: 5 } })],
    }),
  ],
});
const STYLE =
  '<style>body { background: rgb(255, 255, 255) } @media (prefers-color-scheme: dark) { body { background: rgb(1, 2, 3) } }</style>';
const letter = (hello: string) => ({
  email: {
    subject: `${hello} {{ customer.name | default: "you" }}`,
    preheader: 'p',
    html: `<html><head>${STYLE}</head><body><h1>${hello} {{ customer.name | default: "you" }}</h1><p>{{ offer.percent }} %</p></body></html>`,
    text: `{{ offer.percent }} % in text`,
  },
  sms: `${hello} {{ offer.percent }} %`,
});
const templates = {
  letter: { en: letter('Hello'), 'zh-CN': letter('您好') },
  'a-note': { en: { sms: 'A note' } },
  'please-confirm': { en: { sms: 'Please confirm' } },
};

describe.skipIf(executablePath === undefined)('the page of templates', () => {
  let server: HttpServer;
  let browser: Browser;

  beforeAll(async () => {
    const table = memoryTable();
    const contact = { at: day(0), email: 'mei@example.com', name: '小梅' };
    const input = customerUpdated({ reachable: { email: true }, locale: 'zh-CN' });
    await decideBatch([{ customerId: 'c 1', input, contact, acceptedAt: day(0) }], {
      table,
      rules: compileRules(rules),
    });
    const routes = createConsoleRoutes({
      table,
      mailbox: new MemoryMailbox([]),
      rules,
      templates,
      clock: { now: () => day(1) },
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
    await page.locator('main h1').waitFor();
    return page;
  };
  type Page = Awaited<ReturnType<typeof open>>;
  const overflowOf = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  it('lists every template with its languages, channels and campaigns, and leads to each', async () => {
    const page = await open('/campaigns');
    await page.getByRole('link', { name: 'All templates' }).click();
    const rows = page.locator('table.templates tbody tr');
    await rows.first().waitFor();
    const cellsOf = (row: number) => rows.nth(row).locator('th, td').allTextContents();
    expect(await cellsOf(0)).toEqual(['a-note', 'Text message', 'en', 'No campaign sends it.']);
    expect(await cellsOf(2)).toEqual([
      'please-confirm',
      'Text message',
      'en',
      'Double opt-in: it asks to confirm a consent.',
    ]);
    expect(await cellsOf(1)).toEqual(['letter', 'E-mail, Text message', 'en, zh-CN', 'win-backagain']);
    await keepScreenshot(page, 'templates-desktop');
    await rows.nth(1).getByRole('link', { name: 'letter' }).click();
    await page.locator('.preview-step iframe').waitFor();
    expect(new URL(page.url()).pathname).toBe('/templates/letter');
    await page.close();
  });

  it('fills a template as each step would send it, for somebody known, unknown and a customer', async () => {
    const page = await open('/templates/letter');
    const mail = page.frameLocator('.preview-step iframe');
    await mail.getByText('Hello Ada Lin').waitFor();
    expect(await mail.locator('p').textContent()).toBe('10 %');
    expect(await page.locator('.text-message').textContent()).toContain('Hello 10 %');
    await page.getByLabel('As sent by').selectOption({ label: 'win-back · letter · percent 20' });
    await mail.getByText('20 %').waitFor();
    await page.getByLabel('With the data of').selectOption('unknown');
    await mail.getByText('Hello you').waitFor();
    await page.getByLabel('With the data of').selectOption('customer');
    await page.getByLabel('Customer id').fill('c 1');
    await page.getByRole('button', { name: 'Show' }).click();
    await mail.getByText('您好 小梅').waitFor();
    expect(await page.getByLabel('Language of the message').inputValue()).toBe('zh-CN');
    await page.getByLabel('Language of the message').selectOption('en');
    await mail.getByText('Hello 小梅').waitFor();
    expect(new URL(page.url()).search).toBe('?locale=en&sending=1&customer=c+1');
    await page.getByLabel('Customer id').fill('nobody');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('No customer has this id.').waitFor();
    await page.close();
  });

  it('shows light and dark, desktop and phone, whatever the browser is set to', async () => {
    const page = await open('/templates/letter');
    const frame = page.locator('.preview-step iframe');
    const mail = page.frameLocator('.preview-step iframe');
    const groundOf = () => mail.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    await mail.getByText('Hello').waitFor();
    expect(await groundOf()).toBe('rgb(255, 255, 255)');
    await page.getByLabel('Dark', { exact: true }).check();
    await expect.poll(groundOf).toBe('rgb(1, 2, 3)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByLabel('Light', { exact: true }).check();
    await expect.poll(groundOf).toBe('rgb(255, 255, 255)');
    const wide = (await frame.boundingBox())?.width ?? 0;
    await page.getByLabel('Phone', { exact: true }).check();
    await expect.poll(async () => (await frame.boundingBox())?.width).toBe(377);
    expect(wide).toBeGreaterThan(800);
    await keepScreenshot(page, 'template-phone-frame');
    await page.close();
  });

  it('fits a phone and speaks Chinese', async () => {
    const page = await open('/templates/letter?locale=zh-CN&customer=c+1', { width: 375, language: 'zh-CN' });
    await page.frameLocator('.preview-step iframe').getByText('您好 小梅').waitFor();
    await page.getByLabel('消息语言').waitFor();
    expect(await overflowOf(page)).toBe(0);
    await keepScreenshot(page, 'template-phone');
    await page.goto(`http://localhost:${server.port}/templates`);
    await page.locator('table.templates').waitFor();
    expect(await page.locator('h1').textContent()).toBe('模板');
    expect(await overflowOf(page)).toBe(0);
    await keepScreenshot(page, 'templates-phone');
    await page.close();
  });

  it('says what it does not know', async () => {
    const get = (path: string) => fetch(`http://localhost:${server.port}${path}`);
    expect((await get('/api/templates/none')).status).toBe(404);
    expect((await get('/api/templates/letter?customer=none')).status).toBe(404);
    expect((await get('/api/templates/letter?sending=x')).status).toBe(400);
    expect((await get('/api/templates/letter/html?scheme=blue')).status).toBe(400);
    expect((await get('/api/templates/letter/html')).headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
  });
});
