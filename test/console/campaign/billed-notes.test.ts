import { describe, expect, it } from 'vitest';
import { billedNotes } from '../../../console/campaign/billed-notes.ts';
import { en } from '../../../console/text/en.ts';
import { createFormat } from '../../../console/text/format.ts';
import { zhCn } from '../../../console/text/zh-cn.ts';
import type { ChannelCost } from '../../../shared/app/console/campaign-cost.ts';

const english = createFormat({ locale: 'en-US', timeZone: 'UTC', currency: 'USD' });
const chinese = createFormat({ locale: 'zh-CN', timeZone: 'UTC', currency: 'USD' });
const sms = (billed: number, country?: string): ChannelCost => ({
  channel: 'sms',
  billed,
  cost: billed,
  ...(country !== undefined && { country }),
});

describe('billedNotes', () => {
  it('names three countries, and says of all other texts that they went elsewhere', () => {
    const costs = [sms(9, 'US'), sms(3, 'CN'), sms(2, 'JP'), sms(1, 'AU'), sms(4)];
    expect(billedNotes([{ channel: 'email', billed: 1, cost: 0 }, ...costs], en, english)).toEqual([
      '1 e-mail',
      '9 text message parts to United States',
      '3 text message parts to China',
      '2 text message parts to Japan',
      '5 text message parts elsewhere',
    ]);
    expect(billedNotes(costs, zhCn, chinese).at(-1)).toBe('其他地区：5 条短信（按分段计）');
  });

  it('says one part, and nothing of elsewhere, where no country is known', () => {
    expect(billedNotes([sms(1)], en, english)).toEqual(['1 text message part']);
  });
});
