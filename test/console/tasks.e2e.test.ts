import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleRoutes } from '../../infra/local/http/console-routes.ts';
import { type HttpServer, serveHttp } from '../../infra/local/http/serve-http.ts';
import { openTaskItem } from '../../shared/app/task/task-items.ts';
import { listTasks } from '../../shared/app/task/task-list.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { MemoryMailbox } from '../support/memory-mailbox.ts';
import { type SeededCampaigns, seedCampaigns } from '../support/seeded-campaigns.ts';

const DAY_MS = 86_400_000;
const TASKS = [
  { customer: 'c-1042', title: 'Call a head customer who has gone quiet', inDays: -1 },
  { customer: 'c-77', title: 'An invoice is ten days overdue', inDays: 1 },
  { customer: 'a-very-long-customer-id-of-another-shop-0123456789', title: 'Call', inDays: 5 },
];

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('the page of tasks in a browser', () => {
  let seeded: SeededCampaigns;
  let server: HttpServer;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    seeded = await seedCampaigns(50);
    const { table, now } = seeded;
    for (const { customer, title, inDays } of TASKS) {
      const fact = {
        kind: 'task.requested',
        at: now - 2 * DAY_MS,
        campaign: 'win-back',
        step: 'call',
        occurrence: 'o',
        title,
        note: 'Ask how the last order was before anything else. No offer on the phone.',
        dueAt: now + inDays * DAY_MS,
      } as const;
      const item = openTaskItem(customer, `${customer}/e/0`, fact);
      await table.transact([{ kind: 'put', condition: 'absent', item }]);
    }
    const clock = { now: () => now };
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
    await page.locator('main h1').waitFor();
    return page;
  }

  it('lists what is to be done by its due date, says what is overdue, and leads to the customer', async () => {
    const page = await open('/tasks');
    const rows = page.locator('.tasks tbody tr');
    await rows.first().waitFor();
    expect(await page.locator('.tasks tbody th').allTextContents()).toEqual(
      TASKS.map(({ title }) => expect.stringContaining(title)),
    );
    expect(await page.locator('td .tag.overdue').count()).toBe(1);
    expect(await rows.first().locator('td .tag.overdue').textContent()).toBe('overdue');
    expect(await rows.first().getByRole('link', { name: 'c-1042' }).first().getAttribute('href')).toBe(
      '/customers/c-1042',
    );
    await page.close();
  });

  it('fits a phone 360 pixels wide', async () => {
    const page = await open('/tasks', 360);
    await page.locator('.tasks tbody tr').first().waitFor();
    await page.getByRole('button', { name: 'Mark as done: Call, ' }).click();
    await page.getByLabel('What came of it?').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it('closes a task with a note, and shows it among those that are closed', async () => {
    const page = await open('/tasks');
    await page.getByRole('button', { name: 'Mark as done: Call a head customer' }).click();
    await page.getByLabel('What came of it?').fill('Came back by herself.');
    await page.getByRole('button', { name: 'Mark as done', exact: true }).click();
    await page.locator('td .tag.overdue').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Dismiss: An invoice' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.locator('.close-task').count()).toBe(0);
    await page.getByLabel('Closed').check();
    const row = page.getByRole('row', { name: /Call a head customer/ });
    await row.waitFor();
    expect(await row.textContent()).toContain('Came back by herself.');
    expect(await row.textContent()).toContain('Done');
    const { tasks } = await listTasks(seeded.table, 'closed');
    expect(tasks).toMatchObject([{ customerId: 'c-1042', status: 'done' }]);
    await page.close();
  });

  it('lets no other site close a task', async () => {
    const [task] = (await listTasks(seeded.table, 'open')).tasks;
    const ask = (headers: Record<string, string>) =>
      fetch(`http://localhost:${server.port}/api/tasks/done`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id: task?.id }),
      });
    expect((await ask({ 'content-type': 'text/plain' })).status).toBe(415);
    const foreign = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
    expect((await ask(foreign)).status).toBe(403);
    expect((await listTasks(seeded.table, 'open')).tasks).toContainEqual(task);
  });

  it('speaks Chinese', async () => {
    const page = await open('/tasks');
    await page.getByLabel('简体中文').check();
    await page.getByRole('heading', { name: '任务', level: 1 }).waitFor();
    await page
      .getByRole('button', { name: /^忽略：/ })
      .first()
      .click();
    await page.getByLabel('为什么不做？').waitFor();
    await page.getByLabel('English').check();
    await page.close();
  });

  it('has made the browser complain of nothing', () => {
    expect(complaints).toEqual([]);
  });
});
