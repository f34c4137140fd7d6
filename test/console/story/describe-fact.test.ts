import { describe, expect, it } from 'vitest';
import { describeFact } from '../../../console/story/describe-fact.ts';
import { describeInput } from '../../../console/story/describe-input.ts';
import { en } from '../../../console/text/en.ts';
import { createFormat } from '../../../console/text/format.ts';
import { zhCn } from '../../../console/text/zh-cn.ts';
import { readOverview } from '../../../shared/app/console/read-overview.ts';
import type { Fact } from '../../../shared/domain/customer/fact.ts';
import { clockAt } from '../../support/fake-ports.ts';
import { orderPlaced } from '../../support/inputs.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { rulesWith } from '../../support/rules.ts';

const setting = { timeZone: 'Asia/Shanghai', currency: 'CNY' };
const english = { overview: undefined, text: en, format: createFormat({ ...setting, locale: 'en-US' }) };
const chinese = { overview: undefined, text: zhCn, format: createFormat({ ...setting, locale: 'zh-CN' }) };

const lapse: Fact = {
  kind: 'stage.changed',
  at: 0,
  from: 'at-risk',
  to: 'lapsed',
  why: { days: 180, occasions: 1 },
};

describe('describeFact', () => {
  it('says what changed and why, in the reader’s language', () => {
    expect(describeFact(lapse, english)).toEqual({
      what: 'Stage went from At risk to Lapsed',
      why: '180 days since the last order, bought on 1 day',
    });
    expect(describeFact(lapse, chinese)).toEqual({
      what: '阶段由有流失风险变为已流失',
      why: '距最近订单 180 天，在 1 天里买过',
    });
  });

  it('says money in its own currency and the values of rules in the shop’s', () => {
    const counted: Fact = {
      kind: 'order.counted',
      at: 0,
      orderId: 'A-1',
      occurredAt: 0,
      totalMinor: 1_250,
      currency: 'JPY',
    };
    const tier: Fact = { kind: 'tier.changed', at: 0, from: null, to: 'mid', why: { windowMinor: 8_000 } };
    expect(describeFact(counted, english)).toEqual({ what: 'Order A-1 counts: ¥1,250' });
    expect(describeFact(tier, english)).toEqual({
      what: 'Tier is Mid',
      why: 'spent CN¥80.00 within the window',
    });
  });

  it('gives the reason of a message that was not asked for', () => {
    const suppressed: Fact = {
      kind: 'message.suppressed',
      at: 0,
      campaign: 'win-back',
      step: 'offer',
      occurrence: '1',
      channel: 'email',
      reason: 'no-consent',
    };
    expect(describeFact(suppressed, english).why).toBe('no consent');
    expect(describeFact(suppressed, chinese).why).toBe('未同意接收');
  });

  it('names a group by its usual name in the reader’s language, and one of the shop’s own as it is', () => {
    const moved: Fact = {
      kind: 'group.changed',
      at: 0,
      from: 'Needs attention',
      to: 'Tea lovers <3',
      why: { days: 12, occasions: 3, valueMinor: 9_000 },
    };
    expect(describeFact(moved, english)).toEqual({
      what: 'RFM group went from Needs attention to Tea lovers <3',
      why: '12 days since the last order, bought on 3 days, spent CN¥90.00 in all',
    });
    expect(describeFact(moved, chinese).what).toBe('RFM 群组由需要关注变为Tea lovers <3');
    expect(describeFact({ ...moved, from: null, to: 'Champions' }, english).what).toBe(
      'RFM group is Champions',
    );
    expect(describeFact({ ...moved, to: null }, english).what).toBe(
      'RFM group went from Needs attention to none',
    );
  });

  it('gives of a need what that need was read off, and not the other', () => {
    const why = { orders: 4, discountedOrders: 3, items: 9, repeatItems: 2, newArrivals: 5 };
    const price: Fact = { kind: 'need.changed', at: 0, need: 'price', from: null, to: 'discount', why };
    const novelty: Fact = { ...price, need: 'novelty', from: 'mixed', to: 'new-arrivals' };
    expect(describeFact(price, english)).toEqual({
      what: 'Price need: Buys at a discount',
      why: '4 orders of known contents, 3 at a discount',
    });
    expect(describeFact(novelty, english)).toEqual({
      what: 'Novelty need went from “Either” to “Looks for what is new”',
      why: '9 articles, 2 bought before, 5 new in the shop',
    });
    expect(describeFact({ ...price, from: 'discount', to: null }, chinese).what).toBe('价格需求不再明确');
  });

  it('gives what a segment looked at, and its condition where the shop still has one of that name', async () => {
    const table = memoryTable();
    const rules = rulesWith({ segments: [{ name: 'vip', condition: 'tier == "head"' }] });
    const entered = { kind: 'segment.entered', at: 0, segment: 'vip', why: { value: 120 } } as const;
    const status = () => ({ phase: 'live' }) as const;
    const overview = await readOverview({ table, rules, clock: clockAt(0), status });
    expect(describeFact(entered, { ...english, overview })).toEqual({
      what: 'Entered the segment vip',
      why: 'spent in all CN¥120.00',
      note: 'its condition: tier == "head"',
    });
    expect(describeFact({ ...entered, kind: 'segment.left' }, { ...chinese, overview }).what).toBe(
      '离开分群 vip',
    );
    expect(describeFact({ ...entered, segment: 'gone', why: {} }, { ...english, overview })).toEqual({
      what: 'Entered the segment gone',
    });
  });

  it('says by which probability and thresholds a class was given', () => {
    const byModel: Fact = { ...lapse, why: { days: 40, occasions: 3, pAlive: 0.318 } };
    const tier: Fact = {
      kind: 'tier.changed',
      at: 0,
      from: 'tail',
      to: 'mid',
      why: { windowMinor: 8_000, headMinor: 40_000, midMinor: 8_000 },
    };
    expect(describeFact(byModel, english).why).toContain('still buys with a probability of 32%');
    expect(describeFact(tier, english).why).toBe(
      'spent CN¥80.00 within the window, head from CN¥400.00, mid from CN¥80.00',
    );
  });

  it('shows values that have no words as they are', () => {
    expect(describeFact({ ...lapse, why: { rule: 'days >= 180', moons: 6 } }, english).why).toBe(
      'rule days >= 180, moons: 6',
    );
  });

  it('shows a kind of another release by its name', () => {
    const unknown: Fact = JSON.parse('{"kind":"points.earned","at":0}');
    expect(describeFact(unknown, english)).toEqual({ what: 'points.earned' });
  });
});

describe('describeInput', () => {
  it('says what came in', () => {
    const order = orderPlaced({ orderId: 'A-1', totalMinor: 4_200, channel: 'web', coupon: 'BACK10' });
    expect(describeInput(order, english)).toBe('Ordered A-1 for $42.00, by web, coupon BACK10');
    expect(describeInput({ kind: 'tick', id: 't' }, chinese)).toBe('时间推移');
  });
});

describe('describeFact of campaigns', () => {
  const entry = { at: 0, campaign: 'win-back', occurrence: 'x' } as const;
  const message = { ...entry, step: 'first', channel: 'email' } as const;

  it.each<[Fact, string, string]>([
    [{ ...entry, kind: 'campaign.entered' }, 'Entered the campaign win-back', '进入活动 win-back'],
    [
      { ...entry, kind: 'campaign.held-out', group: 'holdout' },
      'Held out of the campaign win-back, for comparison',
      '列入活动 win-back 的对照组，不参加',
    ],
    [
      { ...message, kind: 'message.engaged', engagement: 'clicked' },
      'The message was clicked: win-back, first',
      '消息已点击：win-back，first',
    ],
    [
      { ...entry, kind: 'award.granted', step: 'gift', points: 1_000, coupon: 'TEN' },
      '1,000 points awarded, Coupon TEN given',
      '获得 1,000 积分，获得优惠券 TEN',
    ],
    [
      { at: 0, kind: 'case.opened', caseId: 'k1' },
      'Complaint k1 is open; promotion waits',
      '投诉 k1 未办结，营销暂缓',
    ],
  ])('says what happened: %j', (fact, inEnglish, inChinese) => {
    expect(describeFact(fact, english).what).toBe(inEnglish);
    expect(describeFact(fact, chinese).what).toBe(inChinese);
  });

  it('says why somebody did not enter, with the values, and why a message waits', () => {
    const refused: Fact = {
      ...entry,
      kind: 'campaign.refused',
      reason: 'not-in-audience',
      why: { orders: 1 },
    };
    expect(describeFact(refused, english).why).toBe('not in the audience, orders 1');
    const deferred: Fact = { ...message, kind: 'message.deferred', reason: 'quiet', until: 0 };
    expect(describeFact(deferred, chinese)).toMatchObject({ why: '免打扰时段' });
  });

  it('says of an order which message it is put down to, and why to that one', () => {
    const attributed: Fact = {
      ...entry,
      kind: 'order.attributed',
      step: 'first',
      orderId: 'A-1',
      touch: 'click',
      valueMinor: 4_200,
    };
    expect(describeFact(attributed, english)).toEqual({
      what: 'Order A-1 is put down to win-back, first: CN¥42.00',
      why: 'clicked last before it',
    });
  });

  it('says every input that came in', () => {
    const shop = { id: 'i', occurredAt: 0 };
    const said = [
      { ...shop, kind: 'cart.abandoned', cartId: 'k', totalMinor: 5_000, currency: 'CNY' },
      { ...shop, kind: 'invoice.issued', invoiceId: 'n', totalMinor: 900, currency: 'CNY', dueAt: 0 },
      { ...shop, kind: 'invoice.paid', invoiceId: 'n' },
      { ...shop, kind: 'message.opened', campaign: 'win-back', step: 'first', occurrence: 'x' },
    ] as const;
    expect(said.map((input) => describeInput(input, english))).toEqual([
      'Left the cart k, worth CN¥50.00',
      'Invoice n over CN¥9.00, due on Jan 1, 1970',
      'Invoice n paid',
      'Opened the message win-back, first',
    ]);
  });
});
