import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewCampaign } from '../../shared/app/preview/preview-campaign.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { type Browser, findChromium, openChromium } from '../support/chromium.ts';

const executablePath = findChromium();
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1200, height: 800 };

describe.skipIf(executablePath === undefined)('the mails of the example shop in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium(executablePath ?? '');
  });
  afterAll(() => browser.close());

  it.each(['en', 'zh-CN'])(
    'fit a phone and a desktop in %s, with nothing cut off at the side',
    async (locale) => {
      const { rules: files, templates } = await loadShop(join(import.meta.dirname, '../../shop'));
      const rules = compileRules(files);
      const page = await browser.context.newPage();
      const wide: string[] = [];
      const seen = new Set<string>();
      for (const { name } of files.campaigns) {
        const preview = previewCampaign(
          { campaign: name, as: `locale=${locale},name=Lin` },
          { rules, templates },
        );
        for (const { step, template, messages } of preview.steps) {
          for (const message of messages) {
            if (message.status !== 'mail' || seen.has(template)) continue;
            seen.add(template);
            for (const size of [PHONE, DESKTOP]) {
              await page.setViewportSize(size);
              await page.setContent(message.html);
              const { content, window } = await page.evaluate(() => ({
                content: document.documentElement.scrollWidth,
                window: document.documentElement.clientWidth,
              }));
              if (content > window) wide.push(`${name}/${step} at ${size.width}`);
            }
          }
        }
      }
      await page.close();
      expect(wide).toEqual([]);
      expect(seen.size).toBeGreaterThan(20);
    },
  );
});
