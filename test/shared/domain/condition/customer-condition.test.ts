import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../shared/domain/condition/customer-condition.ts';
import { customerView } from '../../../support/customer-view.ts';

function holds(expression: string, view = customerView()): boolean {
  const condition = compileCondition(expression);
  if (!condition.ok) throw new Error(`${expression}: ${condition.message}`);
  return condition.evaluate(view);
}

describe('compileCondition', () => {
  it.each([
    ['tier == "mid" && orders >= 3', true],
    ['tier == "head" || stage in ["lapsed", "at-risk"]', true],
    ['value == 150', true],
    ['value > 150', false],
    ['150 <= value && orders != 4.0', false],
    ['valueInWindow * 2 == 151', true],
    ['value / orders > 37', true],
    ['orders - 0.5 == 3.5', true],
    ['r + f + m >= 9', true],
    ['daysSinceLastOrder > 180 && daysSinceFirstOrder >= 365', true],
    ['country == "CN" && locale.startsWith("zh")', true],
    ['timeZone != "Europe/London"', true],
    ['attributes.vip == true', true],
    ['attributes.visits >= 3', true],
    ['attributes.visits == 3', true],
    ['"source" in attributes && attributes.source == "fair"', true],
    ['[1, 2, 3].exists(score, score == m)', false],
    ['hasEmail && emailConsent && !smsConsent && !hasPhone', true],
    ['frequency == "low" ? value > 100 : value > 300', true],
    ['rfmGroup == "Cannot lose" && priceNeed != "discount" && noveltyNeed == ""', true],
    ['topCategory == "green-tea" && "cups" in categories && !("gifts" in categories)', true],
    ['affinity["green-tea"] >= 0.75 && affinity.cups < 0.3', true],
    ['"gifts" in affinity', false],
    ['preferredChannel == "web" && preferredHour >= 20 && preferredHour < 22', true],
    ['pAlive < 0.5 && expectedOrders > 0 && expectedLoss >= 36', true],
    ['lifetimeValue > expectedSpend', false],
    ['"vip" in segments && !("lost" in segments)', true],
    ['segments.exists(name, name.startsWith("tea")) && size(segments) == 2', true],
  ])('%s is %s', (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });

  it('is false of a customer who lacks what it asks for, whichever way it asks', () => {
    expect(holds('attributes.birthMonth == 3')).toBe(false);
    expect(holds('attributes.birthMonth != 3')).toBe(false);
    expect(holds('attributes.source > 3')).toBe(false);
    const prospect = customerView({ daysSinceLastOrder: -1, daysSinceFirstOrder: -1, orders: 0 });
    expect(holds('daysSinceLastOrder < 30', prospect)).toBe(false);
    expect(holds('daysSinceLastOrder >= 30', prospect)).toBe(false);
    expect(holds('daysSinceLastOrder < 30 || orders == 0', prospect)).toBe(true);
    expect(holds('1 / (orders - orders) > 0')).toBe(false);
    expect(holds('affinity.gifts < 0.5')).toBe(false);
    expect(holds('affinity.gifts < 0.5 || orders == 4')).toBe(true);
  });

  it.each(['pAlive', 'expectedOrders', 'expectedSpend', 'lifetimeValue', 'expectedLoss', 'preferredHour'])(
    'holds in no comparison of %s while it is not known',
    (name) => {
      const view = customerView({ [name]: -1 });
      for (const comparison of ['< 1000', '>= 0', '!= 5', '== -1', '> -2'])
        expect(holds(`${name} ${comparison}`, view)).toBe(false);
      expect(holds(`${name} >= 0 || tier == "mid"`, view)).toBe(true);
    },
  );

  it('reads no more of a customer than it needs for the answer', () => {
    const read: PropertyKey[] = [];
    const view = new Proxy(customerView(), {
      get: (target, name) => {
        read.push(name);
        return Reflect.get(target, name);
      },
    });
    expect(holds('tier == "head" && pAlive > 0.5', view)).toBe(false);
    expect(holds('orders > 100 || orders > 3 || lifetimeValue > 5', view)).toBe(true);
    expect(read).toEqual(['tier', 'orders', 'orders']);
  });

  it.each([
    ['teir == "mid"', 'unknown field "teir"', 0, 'tier'],
    ['tier == "mid" && order >= 3', 'unknown field "order"', 17, 'orders'],
    [
      'orders >= 3 &&\n  daySinceLastOrder > 3',
      'unknown field "daySinceLastOrder"',
      17,
      'daysSinceLastOrder',
    ],
    ['zodiac == "leo"', 'unknown field "zodiac"', 0, undefined],
    ['tier == "middle"', '"middle" is no tier; there are head, mid, tail', 8, 'mid'],
    ['orders > 1 && "lasped" == stage', '"lasped" is no stage', 14, 'lapsed'],
    ['stage in ["lapsed", "atrisk"]', '"atrisk" is no stage', 20, 'at-risk'],
    ['!(frequency != "hihg")', '"hihg" is no frequency', 15, 'high'],
    ['priceNeed == "discounts"', '"discounts" is no priceNeed; there are discount, ', 13, 'discount'],
    ['noveltyNeed in ["repeat", "mixed"]', '"repeat" is no noveltyNeed', 16, 'repeat-items'],
    ['rfmGroup == "Loyle"', '"Loyle" is no rfmGroup; there are Champions, Loyal', 12, 'Loyal'],
    ['orders > 1 && "vpi" in segments', 'segments.yaml has no segment "vpi"', 14, 'vip'],
    ['segments == ["tea-lover"]', 'segments.yaml has no segment "tea-lover"', 13, 'tea-lovers'],
  ])('%s: %s', (expression, message, position, suggestion) => {
    const names = { segments: ['vip', 'tea-lovers'], rfmGroups: ['Champions', 'Loyal'] };
    const condition = compileCondition(expression, names);
    expect(condition).toMatchObject({ ok: false, message: expect.stringContaining(message), position });
    expect(condition.ok ? undefined : condition.suggestion).toBe(suggestion);
  });

  it.each([
    ['tier = "mid"', 'write == to compare', 5],
    ['hasEmail and emailConsent', 'write && for "and"', 9],
    ['tier == ', 'ends too early', 8],
    ['orders >= "3"', 'these types do not go together: int >= string', 0],
    ['hasEmail && tier == 3', 'these types do not go together: string == int', 12],
    ['locale.beginsWith("zh")', 'there is no function string.beginsWith(string)', 0],
    ['orders', 'must be true or false, this is of type int', 0],
    ['attributes.vip', 'must be true or false, this is of type dyn', 0],
    ['', 'ends too early', 0],
  ])('refuses %s: %s', (expression, message, position) => {
    const condition = compileCondition(expression);
    expect(condition).toMatchObject({ ok: false, message: expect.stringContaining(message) });
    expect(condition).toMatchObject({ position });
  });

  it('takes names that it cannot check as they are', () => {
    expect(holds('rfmGroup == "Somebody" || "vip" in segments')).toBe(true);
  });

  it('refuses an expression that is too large to be meant', () => {
    const expression = Array.from({ length: 400 }, () => 'orders > 1').join(' || ');
    expect(compileCondition(expression).ok).toBe(false);
  });
});
