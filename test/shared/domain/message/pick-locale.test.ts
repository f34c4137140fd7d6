import { describe, expect, it } from 'vitest';
import { pickLocale } from '../../../../shared/domain/message/pick-locale.ts';

describe('pickLocale', () => {
  it.each([
    [['en', 'zh-CN'], 'zh-CN', 'zh-CN'],
    [['en', 'zh-CN'], 'zh-cn', 'zh-CN'],
    [['en', 'zh-CN'], 'zh_CN', 'zh-CN'],
    [['en', 'zh-CN'], 'zh', 'zh-CN'],
    [['en', 'zh-CN'], 'zh-Hans-SG', 'zh-CN'],
    [['en', 'zh'], 'zh-CN', 'zh'],
    [['en', 'zh'], 'zh-TW', 'en'],
    [['en', 'zh-CN'], 'zh-HK', 'en'],
    [['en', 'zh-CN', 'zh-TW'], 'zh-HK', 'zh-TW'],
    [['en', 'pt-BR'], 'pt-PT', 'pt-BR'],
    [['en-GB', 'de'], 'de-AT', 'de'],
    [['en-GB', 'de'], 'fr', 'en-GB'],
    [['en', 'de'], undefined, 'en'],
    [['en', 'de'], 'not a tag', 'en'],
    [['en', 'de'], '', 'en'],
  ])('of %j for %s is %s', (available, wanted, expected) => {
    expect(pickLocale(available, wanted, 'en')).toBe(expected);
  });

  it('is undefined where neither fits', () => {
    expect(pickLocale(['ja'], 'de', 'en')).toBeUndefined();
    expect(pickLocale([], 'de', 'en')).toBeUndefined();
  });
});
