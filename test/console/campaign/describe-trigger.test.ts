import { describe, expect, it } from 'vitest';
import { describeTrigger } from '../../../console/campaign/describe-trigger.ts';
import { en } from '../../../console/text/en.ts';
import { createFormat } from '../../../console/text/format.ts';
import { zhCn } from '../../../console/text/zh-cn.ts';
import { HOLIDAYS } from '../../../shared/domain/calendar/holidays.ts';
import type { Trigger } from '../../../shared/domain/campaign/campaign-rules.ts';

const setting = { timeZone: 'UTC', currency: 'USD' };
const english = { text: en, format: createFormat({ ...setting, locale: 'en-US' }) };
const chinese = { text: zhCn, format: createFormat({ ...setting, locale: 'zh-CN' }) };

const birthday: Trigger = {
  kind: 'anniversary',
  of: { kind: 'birthday', calendar: 'chinese' },
  offsetDays: -3,
  minuteOfDay: 545,
  leapDay: 'february-28',
};
const festival: Trigger = {
  kind: 'holiday',
  rule: HOLIDAYS['spring-festival'].rules.common ?? { kind: 'qingming' },
  offsetDays: -7,
  minuteOfDay: 600,
  zone: 'customer',
};

describe('describeTrigger', () => {
  it.each<[Trigger, string, string]>([
    [
      { kind: 'enters', what: 'stage', name: 'lapsed' },
      'a customer enters the stage Lapsed',
      '客户进入阶段“已流失”',
    ],
    [
      { kind: 'enters', what: 'segment', name: 'vip', backfillAt: '2026-12-01T10:00' },
      'a customer enters the segment vip, those already in it on Dec 1, 2026 10:00',
      '客户进入分群“vip”，2026年12月1日 10:00 时已在其中的客户',
    ],
    [{ kind: 'leaves', what: 'tier', name: 'head' }, 'a customer leaves the tier Head', '客户离开层级“头部”'],
    [
      { kind: 'event', event: 'cart.abandoned', when: 'event.total >= 20' },
      'a cart is abandoned, where event.total >= 20',
      '放弃购物车，条件为 event.total >= 20',
    ],
    [
      { kind: 'schedule', form: 'once', text: '2026-11-11T10:00', zone: 'customer' },
      'once, on Nov 11, 2026 10:00, by the customer’s clock',
      '一次，2026年11月11日 10:00，以客户当地时间为准',
    ],
    [
      { kind: 'schedule', form: 'cron', text: '0 10 * * 1', zone: 'shop' },
      'by the schedule 0 10 * * 1, by the shop’s clock',
      '按计划 0 10 * * 1，以店铺时间为准',
    ],
    [
      festival,
      '7 days before Spring Festival, at 10:00, by the customer’s clock',
      '春节前 7 天 10:00，以客户当地时间为准',
    ],
    [
      { ...festival, rule: { kind: 'dates', dates: ['2026-05-20'] }, offsetDays: 1 },
      '1 day after a day of the shop’s calendar, at 10:00, by the customer’s clock',
      '店铺日历中的日子后 1 天 10:00，以客户当地时间为准',
    ],
    [birthday, '3 days before the birthday by the Chinese calendar, at 09:05', '农历生日前 3 天 09:05'],
  ])('puts a trigger into words: %j', (trigger, inEnglish, inChinese) => {
    expect(describeTrigger(trigger, english)).toBe(inEnglish);
    expect(describeTrigger(trigger, chinese)).toBe(inChinese);
  });
});
