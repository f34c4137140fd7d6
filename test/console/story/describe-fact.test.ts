import { describe, expect, it } from 'vitest';
import { describeFact } from '../../../console/story/describe-fact.ts';
import { describeInput } from '../../../console/story/describe-input.ts';
import { en } from '../../../console/text/en.ts';
import { createFormat } from '../../../console/text/format.ts';
import { zhCn } from '../../../console/text/zh-cn.ts';
import type { Fact } from '../../../shared/domain/customer/fact.ts';
import { orderPlaced } from '../../support/inputs.ts';

const setting = { timeZone: 'Asia/Shanghai', currency: 'CNY' };
const english = { text: en, format: createFormat({ ...setting, locale: 'en-US' }) };
const chinese = { text: zhCn, format: createFormat({ ...setting, locale: 'zh-CN' }) };

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
