import { describe, expect, it } from 'vitest';
import { showEvidence } from '../../../console/story/show-evidence.ts';
import { showExplained } from '../../../console/story/show-explained.ts';
import { en } from '../../../console/text/en.ts';
import { createFormat } from '../../../console/text/format.ts';
import { zhCn } from '../../../console/text/zh-cn.ts';
import { CONDITION_VARIABLES } from '../../../shared/domain/condition/condition-variables.ts';
import { explainCustomer } from '../../../shared/domain/segment/explain-customer.ts';
import { day, orderPlaced } from '../../support/inputs.ts';
import { LiveCustomer } from '../../support/live-customer.ts';
import { rulesWith } from '../../support/rules.ts';

const format = createFormat({ locale: 'en-US', timeZone: 'UTC', currency: 'USD' });
const english = { text: en, format };

describe('showEvidence', () => {
  it('shows amounts, shares and numbers each in their way, after their names', () => {
    expect(
      showEvidence({ spentInWindow: 120.5, headFrom: 400, midFrom: 120, hysteresis: 0.1 }, english),
    ).toBe(
      'spent within the window $120.50, head from $400.00, mid from $120.00, slack before a class is lost 10%',
    );
  });

  it('takes the threshold of the frequency for the number of days that it is', () => {
    expect(showEvidence({ occasionsInWindow: 3, highFrom: 6, midFrom: 3 }, english)).toContain('mid from 3');
  });

  it('shows what has no words by its own name', () => {
    expect(showEvidence({ segments: 'vip, tea', shoe: '<b>42</b>' }, english)).toBe(
      'segments vip, tea, shoe <b>42</b>',
    );
  });

  it('has words for whatever a condition asks, in both languages', () => {
    const asked = Object.keys(CONDITION_VARIABLES);
    expect(asked.filter((name) => !(name in en.explanation.evidenceName))).toEqual([]);
    const why = { stage: 'lapsed', orders: 3, emailConsent: 'false', priceNeed: 'mixed', rfmGroup: '' };
    expect(showEvidence(why, english)).toBe(
      'stage Lapsed, orders 3, agreed to e-mail no, price need Either price, RFM group –',
    );
    expect(showEvidence(why, { text: zhCn, format })).toBe(
      '阶段 已流失，订单 3，同意接收邮件 否，价格需求 两者皆可，RFM 群组 –',
    );
  });

  it('tells the orders of a need, whose contents are known, from all orders', () => {
    expect(showEvidence({ orders: 3, ordersNeeded: 3 }, english)).toBe(
      'orders of known contents 3, orders needed 3',
    );
  });
});

describe('showExplained', () => {
  it('has words for every class of an explanation, in both languages', () => {
    const rules = rulesWith();
    const customer = new LiveCustomer(rules);
    const { state } = customer.live(orderPlaced());
    const explained = explainCustomer(state, rules, day(3)).classes;
    expect(explained.length).toBeGreaterThan(8);
    for (const { name, evidence } of explained) {
      expect(showExplained.name(name, zhCn)).not.toBe(name);
      const names = Object.keys(evidence);
      expect(names.filter((key) => !(key in en.explanation.evidenceName))).toEqual([]);
    }
    const byName = new Map(
      explained.map(({ name, value }) => [name, showExplained.value(name, value, zhCn)]),
    );
    expect(byName.get('stage')).toBe('新客');
    expect(byName.get('price')).toBe('所知太少');
    expect(byName.get('RFM group')).toBe('新客户');
  });
});
