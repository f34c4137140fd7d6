import { describe, expect, it } from 'vitest';
import { finishText, type TextOccasion } from '../../../../shared/domain/text/finish-text.ts';
import { DEFAULT_TEXT_RULES, type TextRules } from '../../../../shared/domain/text/text-rules.ts';

const finish = (body: string, occasion: Partial<TextOccasion> = {}, texts: Partial<TextRules> = {}): string =>
  finishText(
    body,
    { country: 'US', locale: 'en', isPromotional: true, isFirst: true, shopName: 'Kettle', ...occasion },
    { ...DEFAULT_TEXT_RULES, ...texts },
  );

const CHINA = { country: 'CN', locale: 'zh-CN' } as const;

describe('a text to China', () => {
  it('is signed and tells the way out', () => {
    expect(finish('新茶到店，今天您先挑。', CHINA)).toBe('【Kettle】新茶到店，今天您先挑。拒收请回复R');
    expect(finish('新茶到店', CHINA)).toBe('【Kettle】新茶到店 拒收请回复R');
  });

  it('is signed and no more where it is no promotion', () => {
    expect(finish('订单已发货。', { ...CHINA, isPromotional: false })).toBe('【Kettle】订单已发货。');
  });

  it('tells the way out in Chinese whatever language it is in', () => {
    expect(finish('New teas are in.', { country: 'CN', locale: 'en' })).toBe(
      '【Kettle】New teas are in. 拒收请回复R',
    );
  });

  it('stays as its author wrote it where that says both', () => {
    const own = '【茶铺】新茶到店，回T退订';
    expect(finish(own, CHINA)).toBe(own);
    expect(finish('新茶到店 拒收请回复R【茶铺】', CHINA)).toBe('新茶到店 拒收请回复R【茶铺】');
  });

  it('has the brand and the words of the shop', () => {
    const texts = {
      signature: '港茶',
      countries: { CN: { optOut: { when: 'always', text: { any: '回T退订' } } } },
    } as const;
    expect(finish('新茶到店。', CHINA, texts)).toBe('【港茶】新茶到店。回T退订');
    const own = { ...texts, countries: { CN: { signature: '港茶旗舰店' } } };
    expect(finish('新茶到店。', CHINA, own)).toBe('【港茶旗舰店】新茶到店。拒收请回复R');
  });
});

describe('a text to North America', () => {
  it('tells the way out in the first one to a customer in the United States, and in each in Canada', () => {
    expect(finish('New teas are in.')).toBe('New teas are in. Reply STOP to opt out');
    expect(finish('New teas are in.', { isFirst: false })).toBe('New teas are in.');
    const later = { country: 'CA', locale: 'fr-CA', isFirst: false } as const;
    expect(finish('Le thé est là.', later)).toBe('Le thé est là. Répondez ARRET pour vous désinscrire');
  });

  it('is in Chinese for those who read it', () => {
    expect(finish('新茶到店。', { locale: 'zh-CN' })).toBe('新茶到店。回复STOP退订');
  });

  it('takes no everyday word for the way out', () => {
    expect(finish('Don’t stop now.')).toBe('Don’t stop now. Reply STOP to opt out');
    expect(finish('Tea! Text STOP to end.')).toBe('Tea! Text STOP to end.');
  });

  it('says nothing of it where the shop does not want it, or it is no promotion', () => {
    expect(finish('Tea.', {}, { countries: { US: { optOut: 'none' } } })).toBe('Tea.');
    expect(finish('Tea.', { isPromotional: false })).toBe('Tea.');
  });
});

describe('a text to anywhere else', () => {
  it('stays as it is', () => {
    expect(finish('お茶です', { country: 'JP', locale: 'ja' })).toBe('お茶です');
    expect(finish('Tea.', { country: undefined })).toBe('Tea.');
  });

  it('gets what the shop adds for the country', () => {
    const countries = {
      GB: { signature: 'K&C', optOut: { when: 'always', text: { en: 'Opt out: STOP to 80800' } } },
    } as const;
    expect(finish('Tea.', { country: 'GB', isFirst: false }, { countries })).toBe(
      '【K&C】Tea. Opt out: STOP to 80800',
    );
  });

  it('is put into GSM 7 bit where the shop wants that, the signature counted with it', () => {
    const body = `It’s here – ${'x'.repeat(80)}`;
    const rendered = `It's here - ${'x'.repeat(80)}`;
    expect(finish(body, { country: 'JP' }, { transliterate: true })).toBe(rendered);
    expect(finish(body, { country: 'JP' })).toBe(body);
    expect(finish(body, { country: 'CN' }, { transliterate: true })).toContain('It’s here –');
  });
});
