import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../console/text/en.ts';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { readMovement } from '../../shared/app/console/read-movement.ts';
import { type Overview, readOverview } from '../../shared/app/console/read-overview.ts';
import type { RuntimeStatus } from '../../shared/app/console/runtime-status.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { memoryTable } from '../support/memory-table.ts';
import { rulesWith } from '../support/rules.ts';
import { seedCalibration } from '../support/seed-calibration.ts';
import { type SeededShop, seedShop } from '../support/seeded-shop.ts';

const executablePath = findChromium();
/** Of a slow machine, which takes longer than Vitest would wait. */
const PATIENCE = { timeout: 30_000 };

/** Of a shop that is too young for a model. */
const youngRules = rulesWith({
  prediction: {
    gates: { customers: 500, historyDays: 180, daysSinceLastOrder: 30, customersWithThreeOrders: 1 },
  },
});

describe.skipIf(executablePath === undefined)('the page in a browser', () => {
  let seeded: SeededShop;
  let server: HttpServer;
  let emptyServer: HttpServer;
  let youngServer: HttpServer;
  const young = memoryTable();
  let browser: Browser;
  let overview: Overview;
  let status: RuntimeStatus = { phase: 'live' };
  const complaints: string[] = [];
  const outside: string[] = [];

  beforeAll(async () => {
    seeded = await seedShop(150);
    const clock = { now: () => seeded.now };
    server = await serveHttp(createConsoleRoutes({ ...seeded, clock, status: () => status }), { port: 0 });
    emptyServer = await serveHttp(
      createConsoleRoutes({
        table: memoryTable(),
        mailbox: new MemoryMailbox(),
        rules: seeded.rules,
        clock,
        status: () => ({ phase: 'live' }),
      }),
      { port: 0 },
    );
    youngServer = await serveHttp(
      createConsoleRoutes({
        table: young,
        mailbox: new MemoryMailbox(),
        rules: youngRules,
        clock,
        status: () => ({ phase: 'live' }),
      }),
      { port: 0 },
    );
    overview = await readOverview({ ...seeded, clock, status: () => status });
    browser = await openChromium(executablePath ?? '');
  });

  // The browser goes first: a server waits for the connections that a browser keeps in reserve.
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await emptyServer?.close();
    await youngServer?.close();
  });

  async function open(
    path: string,
    options: { width?: number; dark?: boolean; port?: number } = {},
  ): Promise<Page> {
    const page = await browser.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== 'localhost') outside.push(request.url());
    });
    await page.setViewportSize({ width: options.width ?? 1280, height: 800 });
    await page.emulateMedia({ colorScheme: options.dark === true ? 'dark' : 'light' });
    await page.goto(`http://localhost:${options.port ?? server.port}${path}`);
    await page.locator('h1').waitFor();
    return page;
  }

  const count = (value: number): string => new Intl.NumberFormat('en-US').format(value);
  const sumOf = (shown: readonly string[]): number => shown.map(Number).reduce((sum, each) => sum + each, 0);

  it('shows the shop, its totals and every class', async () => {
    const page = await open('/');
    const figures = await page.locator('.figure .big').allTextContents();
    const sent = overview.totals.messages.reduce((sum, { outcomes }) => sum + outcomes.sent, 0);
    expect(figures[0]).toBe(count(150));
    expect(figures[1]).toBe(count(overview.totals.orders));
    expect(figures[3]).toBe(count(sent));
    expect(await page.locator('.matrix tbody .heat').count()).toBe(21);
    const lapsedMid = overview.matrix.find(({ stage, tier }) => stage === 'lapsed' && tier === 'mid');
    const cell = page.getByRole('link', { name: `${lapsedMid?.customers} customers, Lapsed, Mid` });
    expect(await cell.textContent()).toBe(count(lapsedMid?.customers ?? -1));
    expect(await page.title()).toBe('Overview · Test shop · Perennial');
    await page.close();
  });

  it('draws orders over time by month, then by week, with the figures as a table', async () => {
    const page = await open('/');
    const bars = page.locator('.chart').nth(1).locator('.bar');
    await bars.first().waitFor();
    expect(await bars.count()).toBe(18);
    await page.getByLabel('Week', { exact: true }).check();
    await bars.nth(77).waitFor();
    expect(await bars.count()).toBe(78);
    await page.getByText('Show as a table').click();
    const cells = page.locator('.figures tbody tr td:nth-child(3)');
    await expect
      .poll(async () => sumOf(await cells.allTextContents()), PATIENCE)
      .toBe(overview.totals.orders);
    await page.close();
  });

  it('shows customers by score, and who is in a cell that the keyboard reaches', async () => {
    const page = await open('/segments');
    const cells = page.locator('.rfm-grid button');
    expect(await cells.count()).toBe(25);
    const inCells = (await cells.allTextContents()).map((shown) => Number(shown.replace('–', '0')));
    const scored = overview.scores.reduce((sum, { customers }) => sum + customers, 0);
    expect(inCells.reduce((sum, shown) => sum + shown, 0)).toBe(scored);

    await page.getByRole('radio', { name: 'Customers' }).focus();
    await page.keyboard.press('Tab');
    const detail = page.locator('.pointed-cell');
    await detail.getByText('Recency 5, Frequency 1').waitFor();
    const inCorner = overview.scores.filter(({ score }) => score.startsWith('51'));
    const customers = inCorner.reduce((sum, score) => sum + score.customers, 0);
    expect(await detail.textContent()).toContain(`${customers} customers`);
    expect(await detail.textContent()).toContain(`New ${customers}`);

    await page.getByLabel('Monetary value').check();
    const mean =
      inCorner.reduce((sum, score) => sum + Number(score.score[2]) * score.customers, 0) / customers;
    await expect.poll(() => cells.first().textContent(), PATIENCE).toBe(mean.toFixed(1));
    await page.close();
  });

  it('lists groups and segments with their sizes, and a condition as nothing but text', async () => {
    const page = await open('/segments');
    const sizes = page.locator('.sizes');
    const dormant = overview.groups.find(({ name }) => name === 'Dormant');
    const row = sizes.first().getByRole('row', { name: /^Dormant/ });
    expect(await row.locator('td').first().textContent()).toBe(count(dormant?.customers ?? -1));
    await row.locator('.sparkline').waitFor();

    const own = sizes.nth(1);
    const [regulars, hostile] = overview.segments;
    expect(
      await own
        .getByRole('row', { name: /^regulars/ })
        .locator('td')
        .first()
        .textContent(),
    ).toBe(count(regulars?.customers ?? -1));
    expect(await own.locator('small').last().textContent()).toBe(hostile?.condition);
    expect(hostile?.condition).toContain('<img');
    expect(await page.locator('main img').count()).toBe(0);
    await page.close();
  });

  it('draws who moved between stages, and gives the same figures as a matrix', async () => {
    const page = await open('/movement');
    const movement = await readMovement({ ...seeded, clock: { now: () => seeded.now } }, 90);
    const flows = movement.moves.filter(({ kind }) => kind === 'stage');
    await page.getByRole('img', { name: /moves between stages/ }).waitFor();
    expect(await page.locator('.band').count()).toBe(flows.length);
    await page.getByRole('radio', { name: 'Matrix' }).check();
    const total = flows.reduce((sum, { customers }) => sum + customers, 0);
    const cells = page.locator('.moves .heat');
    await expect.poll(async () => sumOf(await cells.allTextContents()), PATIENCE).toBe(total);
    const largest = flows[0];
    expect(await page.locator('.moves [title]').allTextContents()).toContain(count(largest?.customers ?? -1));
    const words: Readonly<Record<string, string>> = en.stage;
    const [from, to] = [words[largest?.from ?? ''], words[largest?.to ?? '']];
    const title = `${largest?.customers} from ${from} to ${to}`;
    expect(await page.locator(`.moves [title="${title}"]`).count()).toBe(1);
    await page.close();
  });

  it('leaves room for the longest label of the flow on a phone, in Chinese too', async () => {
    const page = await open('/movement', { width: 375 });
    await page.getByLabel('简体中文').check();
    await page.locator('.sankey text', { hasText: '有流失风险' }).first().waitFor();
    const beyond = await page.locator('.sankey svg').evaluate((svg) => {
      const { left, right } = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
      return boxes.filter((box) => box.left < left || box.right > right).length;
    });
    expect(beyond).toBe(0);
    await page.getByLabel('English').check();
    await page.close();
  });

  it('tells the sizes of classes over the range that was chosen, in the chart and in its table', async () => {
    const page = await open('/movement');
    await page.getByLabel('30 days').check();
    await page.getByText('Jun 1, 2026 to Jun 30, 2026').waitFor();
    const atRisk = overview.stages.find(({ stage }) => stage === 'at-risk');
    const stages = page.locator('.halves .panel').first();
    await stages.getByText(`At risk ${atRisk?.customers}`, { exact: true }).waitFor();
    await stages.getByText('Show as a table').click();
    const rows = stages.locator('tbody tr');
    await rows.last().waitFor();
    expect(await rows.count()).toBe(30);
    const inStages = (await rows.first().locator('td').allTextContents()).map(Number);
    expect(inStages).toEqual(overview.stages.map(({ customers }) => customers));

    const plot = page.getByRole('img', { name: /^Share of each tier/ });
    await plot.hover({ position: { x: 41, y: 40 } });
    await page.locator('.halves .panel').last().getByText('Jun 1, 2026').first().waitFor();
    await page.close();
  });

  it('says what the model says, how it fits, and whom the shop may lose', async () => {
    const page = await open('/predictions');
    await page.getByRole('heading', { name: 'Predictions are shown' }).waitFor();
    expect(await page.locator('.gates tbody tr').count()).toBe(4);
    expect(await page.locator('.sentences').textContent()).toMatch(/does so every \d+ days, on average/);
    await expect.poll(() => page.locator('path.line').count(), PATIENCE).toBe(2);
    await page.getByText('Parameters').click();
    expect(await page.getByRole('row', { name: /^alpha/ }).count()).toBe(1);
    const first = page.locator('.at-risk tbody a').first();
    const id = await first.textContent();
    await first.click();
    await page.getByRole('heading', { name: `Customer ${id}` }).waitFor();
    await page.close();
  });

  it('says which gate lacks what where there is no model to trust', async () => {
    const page = await open('/predictions', { port: youngServer.port });
    await page.getByText('Nothing was calibrated yet.').waitFor();
    await seedCalibration(young, youngRules, seeded.now);
    await page.reload();
    await page.getByText('The history of the shop is too short').waitFor();
    const row = page.getByRole('row', { name: /^Customers who bought at least once/ });
    expect(await row.locator('td').allTextContents()).toEqual(['500 or more', '0', 'no']);
    expect(await page.locator('.sentences, .line, .at-risk').count()).toBe(0);
    await page.close();
  });

  it('speaks Chinese once asked, and still does after a reload', async () => {
    const page = await open('/');
    const heading = page.getByRole('heading', { name: '概览' });
    await page.getByLabel('简体中文').check();
    await heading.waitFor();
    await page.reload();
    await heading.waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    // The tests after this share the browser, which remembers.
    await page.getByLabel('English').check();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.close();
  });

  it('leads from a number to those customers, and from one of them to the story', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: /customers, Lapsed, Mid/ }).click();
    await page.locator('.rows tbody tr').first().waitFor();
    expect(new URL(page.url()).search).toBe('?stage=lapsed&tier=mid');
    expect(new Set(await page.locator('.rows tbody .tag').allTextContents())).toEqual(
      new Set(['Lapsed', 'Mid']),
    );
    const first = page.locator('.rows tbody a').first();
    const id = await first.textContent();
    await first.click();
    await page.getByRole('heading', { name: `Customer ${id}` }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.goBack();
    await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
    expect(await page.getByLabel('Stage').inputValue()).toBe('lapsed');
    await page.close();
  });

  it('tells why a customer was sent a message, and leads to the mail', async () => {
    const { customerId, mailId } = seeded.mailed;
    const page = await open('/customers');
    await page.getByLabel('Customer id').fill(customerId);
    await page.getByRole('button', { name: 'Open' }).click();
    const lapse = page.locator('.timeline li li', { hasText: 'from At risk to Lapsed' }).last();
    await lapse.waitFor();
    expect(await lapse.textContent()).toContain('Why: 180 days since the last order');
    const timeline = await page.locator('.timeline').textContent();
    expect(timeline).toContain('Message asked for: win-back, offer');
    expect(timeline).toMatch(/RFM group went from .+ to Dormant|RFM group went from .+ to Cannot lose/);
    const classes = page.locator('.facts .panel').first();
    expect(await classes.textContent()).toMatch(/RFM score\d{3}(Dormant|Cannot lose)/);
    await page.getByRole('link', { name: 'Sent', exact: true }).last().click();
    await page.waitForURL(`**/mailbox/${mailId}`);
    await page.close();
  });

  it('explains every class of a customer, in words that fit a phone', async () => {
    const page = await open(`/customers/${seeded.mailed.customerId}`, { width: 360 });
    await page.getByText('Every class and what it was read off').click();
    const stage = page.locator('.explanation').getByRole('row', { name: /^Stage/ });
    expect(await stage.textContent()).toMatch(/Lapsed.*lapsed after days 180/);
    const hostile = page.locator('.explanation').getByRole('row', { name: /^oolong/ });
    expect(await hostile.textContent()).toContain('<img src=x');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it('renders a mail in a frame where nothing runs, and shows its text and headers', async () => {
    const page = await open(`/mailbox/${seeded.mailed.mailId}`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: /We kept your favourite/ }).waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');
    await page.getByLabel('Text', { exact: true }).check();
    expect(await page.locator('.plain').textContent()).toContain('Your oolong is back.');
    await page.getByLabel('Headers').check();
    expect(await page.locator('.mail-headers').textContent()).toContain('List-Unsubscribe-Post');
    await page.close();
  });

  it.each([
    '/',
    '/segments',
    '/movement',
    '/predictions',
    '/customers?stage=lapsed',
    '/customers/MAILED',
    '/mailbox',
    '/mailbox/MAIL',
  ])('fits a phone 360 pixels wide: %s', async (template) => {
    const path = template.replace('MAILED', seeded.mailed.customerId).replace('MAIL', seeded.mailed.mailId);
    const page = await open(path, { width: 360 });
    await page.locator('.panel:visible').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it('is dark where the reader prefers it', async () => {
    const lightness = async (dark: boolean): Promise<number> => {
      const page = await open('/', { dark });
      const colour = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      await page.close();
      return Number(colour.match(/\d+/)?.[0]);
    };
    expect(await lightness(false)).toBeGreaterThan(200);
    expect(await lightness(true)).toBeLessThan(60);
  });

  it('shows how far the replay is, and nothing of it once it is over', async () => {
    status = { phase: 'replaying', eventsDone: 250, eventsTotal: 1_000 };
    const page = await open('/');
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('250');
    expect(await page.locator('.replay').textContent()).toContain('250 of 1,000 events');
    status = { phase: 'live' };
    await page.locator('.replay').waitFor({ state: 'detached' });
    await page.close();
  });

  it('says what to do where there is nothing yet', async () => {
    const page = await open('/', { port: emptyServer.port });
    expect(await page.locator('.notice').textContent()).toContain('No customers yet');
    await page.getByRole('link', { name: 'Mailbox' }).click();
    await page.getByText('No messages yet.').waitFor();
    await page.getByRole('link', { name: 'Segments' }).click();
    await page.getByText('Nobody has bought yet').waitFor();
    await page.getByRole('link', { name: 'Movement' }).click();
    await page.getByText('Nobody has moved yet.').waitFor();
    await page.close();
  });

  it('says so where the address has no page', async () => {
    const page = await open('/nowhere');
    expect(await page.locator('.notice').textContent()).toContain('There is no page at this address.');
    expect(await page.title()).toMatch(/^Not found · /);
    await page.close();
  });

  it('has made the browser complain of nothing, and asked no other host for anything', () => {
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
  });
});
