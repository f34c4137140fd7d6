import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInputRefused } from '../../support/expect-refusal.ts';
import { oneCampaignShop } from '../../support/one-campaign-shop.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import type { ShopCopy } from '../../support/shop-copy.ts';

describe('perennial preview', () => {
  let shop: ShopCopy;
  beforeAll(async () => {
    shop = await oneCampaignShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  it('shows subject, text and offer, and writes the HTML of one mail', async () => {
    const html = join(shop.directory, 'mail.html');
    const as = ['--as', 'name=Mei', 'locale=en', 'orders=3'];
    const run = await runPerennial([
      'preview',
      'win-back',
      '--step',
      'second',
      ...as,
      '--html',
      html,
      '--shop',
      shop.directory,
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^ {2}for +Mei, lapsed, mid tier, en, 3 orders$/m);
    expect(run.stdout).toMatch(/^ {2}variation +stage == "lapsed" && orders >= 3$/m);
    expect(run.stdout).toMatch(/^ {2}offer +percent 20$/m);
    expect(run.stdout).toMatch(/^ {2}subject +Mei, /m);
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>[\s\S]*Mei/i);
  });

  it('is one JSON object, and refuses what it does not know', async () => {
    const { directory } = shop;
    const run = await runPerennial(['preview', 'win-back', '--json', '--shop', directory]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      campaign: 'win-back',
      isInAudience: true,
      steps: [{ step: 'first', messages: [{ status: 'mail' }] }, { step: 'second' }],
    });
    await expectInputRefused(
      ['preview', 'win-back', '--html', '/tmp/x.html', '--shop', directory],
      'PREVIEW.NOT_ONE_MAIL',
      /--step: first, second/,
    );
  });
});
