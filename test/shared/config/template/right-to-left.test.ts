import { describe, expect, it } from 'vitest';
import { previewTemplate } from '../../../../shared/app/preview/preview-template.ts';
import { loadShop } from '../../../../shared/config/load-shop.ts';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import { copyHebrewShop } from '../../../support/hebrew-texts.ts';
import { memoryTable } from '../../../support/memory-table.ts';

async function htmlIn(locale: string): Promise<string> {
  await using shop = await copyHebrewShop();
  const { rules, templates } = await loadShop(shop.directory);
  const sources = { rules: compileRules(rules), templates, table: memoryTable(), clock: { now: () => 0 } };
  const { messages } = await previewTemplate({ template: 'win-back', locale }, sources);
  const [mail] = messages;
  return mail?.status === 'mail' ? mail.html : '';
}

describe('a mail in a language that is written from right to left', () => {
  it('runs and is aligned from the right, though the template says nothing of it', async () => {
    const html = await htmlIn('he');
    expect(html).toContain('<html dir="rtl" lang="he"');
    expect(html).toContain('<body dir="rtl"');
    expect(html).toContain('הכוס שלך מחכה');
    expect(html).not.toMatch(/text-align:\s*left|align="left"|direction:\s*ltr/);
  });

  it('leaves the other languages as they are', async () => {
    const html = await htmlIn('en');
    expect(html).not.toContain('dir="rtl"');
    expect(html).toContain('align="left"');
  });
});
