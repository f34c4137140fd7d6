import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../shared/domain/campaign/customer-condition.ts';
import type { CustomerView } from '../../../../shared/domain/customer/customer-view.ts';

const customer = (overrides: Partial<CustomerView> = {}): CustomerView => ({
  stage: 'lapsed',
  tier: 'mid',
  frequency: 'low',
  r: 2,
  f: 3,
  m: 4,
  orders: 4,
  occasions: 3,
  value: 150,
  valueInWindow: 75.5,
  averageOrderValue: 37.5,
  daysSinceLastOrder: 181,
  daysSinceFirstOrder: 400,
  country: 'CN',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  attributes: { vip: true, visits: 3, source: 'fair' },
  hasEmail: true,
  hasPhone: false,
  emailConsent: true,
  smsConsent: false,
  ...overrides,
});

function holds(expression: string, view = customer()): boolean {
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
  ])('%s is %s', (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });

  it('is false of a customer who lacks what it asks for, whichever way it asks', () => {
    expect(holds('attributes.birthMonth == 3')).toBe(false);
    expect(holds('attributes.birthMonth != 3')).toBe(false);
    expect(holds('attributes.source > 3')).toBe(false);
    const prospect = customer({ daysSinceLastOrder: -1, daysSinceFirstOrder: -1, orders: 0 });
    expect(holds('daysSinceLastOrder < 30', prospect)).toBe(false);
    expect(holds('daysSinceLastOrder >= 30', prospect)).toBe(false);
    expect(holds('daysSinceLastOrder < 30 || orders == 0', prospect)).toBe(true);
    expect(holds('1 / (orders - orders) > 0')).toBe(false);
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
  ])('%s: %s', (expression, message, position, suggestion) => {
    const condition = compileCondition(expression);
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

  it('refuses an expression that is too large to be meant', () => {
    const expression = Array.from({ length: 400 }, () => 'orders > 1').join(' || ');
    expect(compileCondition(expression).ok).toBe(false);
  });
});
