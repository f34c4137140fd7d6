import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { storedLinkSecret } from '../../cli/privacy/stored-link-secret.ts';
import { findFreePort } from '../../infra/local/http/find-free-port.ts';
import { signPreferencesLink } from '../../shared/app/consent/preferences-link.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { keepScreenshot } from '../support/keep-screenshot.ts';
import { runPerennial } from '../support/run-perennial.ts';
import { poll, type RunningShop, startShop } from '../support/running-shop.ts';

const ORDERS = 'order_id,customer_id,occurred_at,total,currency\no1,c1,2026-01-05T10:00:00Z,4900,USD\n';

const said = z.looseObject({ status: z.string() });
const storySchema = z.looseObject({
  state: z.looseObject({
    consents: z.record(z.string(), said),
    topics: z.record(z.string(), said).optional(),
    profile: z.looseObject({ attributes: z.record(z.string(), z.looseObject({ value: z.unknown() })) }),
  }),
});
const mailboxSchema = z.object({ mails: z.array(z.looseObject({ id: z.string(), to: z.string() })) });
const overviewSchema = z.looseObject({ now: z.int() });
const mailSchema = z.looseObject({ text: z.string() });

const executablePath = findChromium();

describe('consent in a shop that runs', () => {
  let data: TemporaryFolder;
  let shop: RunningShop;
  let browser: Browser | undefined;
  let apiKey = '';
  /** The shop's own time: after a history it goes on where that ended. */
  let now = '';
  beforeAll(async () => {
    data = temporaryFolder();
    const orders = join(data.path, 'orders.csv');
    writeFileSync(orders, ORDERS);
    const port = String(await findFreePort());
    shop = await startShop('--data', join(data.path, 'shop'), '--port', port, '--orders', orders);
    await shop.open;
    const offered = shop.lines.find((line) => line.includes('curl')) ?? '';
    now = new Date((await read(overviewSchema, '/api/overview')).now).toISOString();
    apiKey = /Bearer (?<key>[^']+)'/.exec(offered)?.groups?.key ?? '';
    await post('chooser', {
      contact: { email: 'chooser@example.com', phone: '+12065550100', name: 'Ada Lovelace' },
      consents: [granted('checkout')],
    });
    await poll(
      () => story('chooser'),
      (known) => known?.consents.email?.status === 'granted',
    );
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.end('SIGKILL');
    data[Symbol.dispose]();
  });

  const read = async <Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> =>
    schema.parse(await (await fetch(`${shop.url}${path}`)).json());
  const story = async (id: string) => {
    const response = await fetch(`${shop.url}/api/customers/${id}`);
    return response.ok ? storySchema.parse(await response.json()).state : undefined;
  };
  const post = async (customerId: string, eventData: unknown) => {
    const event = {
      id: `${customerId}-${Math.floor(performance.now() * 1000)}`,
      type: 'customer.updated',
      customerId,
    };
    const response = await fetch(`${shop.url}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...event, occurredAt: now, data: eventData }),
    });
    expect(response.status).toBe(202);
  };
  const granted = (source: string, topic?: string) => ({
    ...{ channel: 'email', status: 'granted', source, at: now },
    ...(topic !== undefined && { topic }),
  });
  const mailTo = async (to: string) => {
    const { mails } = await poll(
      () => read(mailboxSchema, '/api/mailbox'),
      ({ mails: some }) => some.some((mail) => mail.to === to),
    );
    const id = mails.find((mail) => mail.to === to)?.id ?? '';
    return (await read(mailSchema, `/api/mailbox/${id}`)).text;
  };
  const linkIn = (text: string, path: string): string =>
    new RegExp(`https?://[^\\s>)]+/${path}\\?token=[A-Za-z0-9_.-]+`).exec(text)?.[0] ?? '';

  it('asks to confirm what a form said, and counts it once the link’s button is pressed', async () => {
    await post('signed-up', {
      contact: { email: 'signed-up@example.com' },
      consents: [granted('footer-form'), granted('footer-form', 'offers')],
    });
    const link = linkIn(await mailTo('signed-up@example.com'), 'confirm');
    expect((await story('signed-up'))?.consents.email?.status).toBe('pending');

    expect((await fetch(link)).status).toBe(200);
    expect((await story('signed-up'))?.consents.email?.status).toBe('pending');
    const pressed = await fetch(link, { method: 'POST', redirect: 'manual' });
    expect([pressed.status, await pressed.text()]).toEqual([200, expect.stringContaining('confirmed')]);
    const state = await poll(
      () => story('signed-up'),
      (known) => known?.consents.email?.status === 'granted',
    );
    expect(state?.topics?.['email/offers']?.status).toBe('granted');
  });

  it('keeps a record of every word, which the command line shows', async () => {
    const folder = join(data.path, 'shop');
    const { stdout, code } = await runPerennial(['consents', 'signed-up', '--data', folder]);
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.slice(21))).toEqual([
      'email pending (footer-form)',
      'email/offers pending (footer-form)',
      'email granted (double-opt-in)',
      'email/offers granted (double-opt-in)',
      '',
    ]);
    const customer = await runPerennial(['customer', 'signed-up', '--data', folder]);
    expect(customer.stdout).toContain('email granted, email/offers granted');
    expect(customer.stdout).toContain('Said of consents:');
  });

  it('brings over endpoints of Pinpoint and a suppression list, and says which lines it could not take', async () => {
    const folder = join(data.path, 'shop');
    const endpoints = join(data.path, 'endpoints.json');
    const endpoint = {
      ...{ ChannelType: 'EMAIL', OptOut: 'NONE', Id: 'e1', Address: 'pin@example.com' },
      EffectiveDate: '2025-03-01T00:00:00.000Z',
      User: { UserId: 'pin-1', UserAttributes: { interests: ['tea'] } },
    };
    writeFileSync(
      endpoints,
      [endpoint, { ...endpoint, ChannelType: 'GCM' }].map((each) => JSON.stringify(each)).join('\n'),
    );
    const dry = await runPerennial(['import', 'pinpoint', endpoints, '--data', folder, '--dry-run']);
    expect(dry.stdout).toContain('1 endpoints would be brought over');
    expect(await story('pin-1')).toBeUndefined();
    const real = await runPerennial(['import', 'pinpoint', endpoints, '--data', folder]);
    expect([real.code, real.stderr]).toEqual([0, '']);
    expect(real.stdout).toContain(`${endpoints}:2: other-channel`);
    const state = await poll(
      () => story('pin-1'),
      (known) => known !== undefined,
    );
    expect(state?.consents.email?.status).toBe('granted');
    expect(state?.profile.attributes.interests?.value).toBe('tea');

    const list = join(data.path, 'list.csv');
    writeFileSync(list, 'email,reason\npin@example.com,BOUNCE\nnobody\n');
    const kept = await runPerennial(['import', 'suppressions', list, '--data', folder, '--json']);
    expect(JSON.parse(kept.stdout)).toMatchObject({ read: 1, added: 1, known: 0, rejected: { count: 1 } });
    const again = await runPerennial(['import', 'suppressions', list, '--data', folder, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, known: 1 });
  });

  describe.skipIf(executablePath === undefined)('on the preference page', () => {
    const open = async ({ width = 1280, language = '' } = {}): Promise<Page> => {
      const token = signPreferencesLink(storedLinkSecret(join(data.path, 'shop')), { customerId: 'chooser' });
      browser ??= await openChromium(executablePath ?? '');
      const page = await browser.context.newPage();
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${shop.url}/preferences?token=${token}${language}`);
      return page;
    };

    it('a customer turns a topic off by the keyboard alone, without script', async () => {
      const page = await open();
      expect(await page.title()).toBe('What you get from us');
      expect(await page.locator('script').count()).toBe(0);
      const offers = page.getByLabel('Offers').first();
      expect(await offers.isChecked()).toBe(true);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('email');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('email-offers');
      await page.keyboard.press('Space');
      for (let presses = 0; presses < 10 && (await focused(page)) !== 'save'; presses += 1)
        await page.keyboard.press('Tab');
      await keepScreenshot(page, 'preferences-focus');
      await page.keyboard.press('Enter');
      await page.getByRole('status').waitFor();
      expect(await page.getByRole('status').textContent()).toBe('Saved. It counts from now on.');
      expect(await page.getByLabel('Offers').first().isChecked()).toBe(false);
      await keepScreenshot(page, 'preferences-saved');
      const state = await poll(
        () => story('chooser'),
        (known) => known?.topics?.['email/offers']?.status === 'withdrawn',
      );
      expect(state?.consents.email?.status).toBe('granted');
      await page.close();
    });

    it('every box has a name, a description that is there, and a group', async () => {
      const page = await open();
      const boxes = await page.getByRole('checkbox').all();
      expect(boxes.length).toBeGreaterThan(3);
      for (const box of boxes) {
        const described = await box.getAttribute('aria-describedby');
        if (described !== null) expect(await page.locator(`[id="${described}"]`).count()).toBe(1);
        expect(
          await box.evaluate((element) => element.closest('fieldset')?.querySelector('legend') !== null),
        ).toBe(true);
        const id = await box.getAttribute('id');
        expect((await page.locator(`label[for="${id}"]`).textContent())?.trim()).not.toBe('');
      }
      const body = (await page.locator('body').textContent()) ?? '';
      for (const personal of ['Ada', 'chooser@', '2065550100']) expect(body).not.toContain(personal);
      await page.close();
    });

    it('reads well on a phone and in Chinese, and leads to the other language', async () => {
      const page = await open({ width: 360, language: '&lang=zh-CN' });
      expect(await page.locator('h1').textContent()).toBe('接收设置');
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      for (const button of await page.getByRole('button').all())
        expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
      await keepScreenshot(page, 'preferences-phone-zh');
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'What you get from us' }).waitFor();
      await page.emulateMedia({ colorScheme: 'dark' });
      await keepScreenshot(page, 'preferences-phone-dark');
      await page.close();
    });

    it('one button stops it all', async () => {
      const page = await open();
      await page.getByRole('button', { name: 'Stop all of this' }).click();
      await page.getByRole('status').waitFor();
      const state = await poll(
        () => story('chooser'),
        (known) => known?.consents.email?.status === 'withdrawn',
      );
      expect(state?.consents.sms?.status).toBe('withdrawn');
      await page.close();
    });

    const focused = (page: Page) =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('value'));
  });
});
