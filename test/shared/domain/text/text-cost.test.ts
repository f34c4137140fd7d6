import { describe, expect, it } from 'vitest';
import { textCost, textPartPrice } from '../../../../shared/domain/text/text-cost.ts';
import { TEXT_PRICES } from '../../../../shared/domain/text/text-prices.ts';
import { DEFAULT_TEXT_RULES } from '../../../../shared/domain/text/text-rules.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = (currency: string, exchangeRates: Record<string, number>, prices = {}) => {
  const base = rulesWith();
  return {
    shop: { ...base.shop, currency, exchangeRates },
    sending: { ...base.sending, costs: { email: 0, sms: 0.5 } },
    texts: { ...DEFAULT_TEXT_RULES, prices },
  };
};
const two = (country: string | undefined, isPromotional = true) => ({ parts: 2, country, isPromotional });

describe('what texts cost', () => {
  it('is the price of their country for each part', () => {
    expect(textCost(two('JP'), rules('USD', {}))).toBeCloseTo(0.149_02);
  });

  it('is by purpose where the country has two prices', () => {
    expect(textPartPrice(two('IN'), DEFAULT_TEXT_RULES)).toBe(0.011_81);
    expect(textPartPrice(two('IN', false), DEFAULT_TEXT_RULES)).toBe(0.025_74);
  });

  it('is what the shop says before what the table has', () => {
    expect(textCost(two('JP'), rules('USD', {}, { JP: 0.1, FR: 0.07 }))).toBeCloseTo(0.2);
    expect(textCost(two('FR'), rules('USD', {}, { JP: 0.1, FR: 0.07 }))).toBeCloseTo(0.14);
  });

  it('is in the shop’s currency', () => {
    expect(textCost(two('JP'), rules('EUR', { USD: 0.9 }))).toBeCloseTo(0.134_118);
  });

  it('is the shop’s flat price where no other is known', () => {
    expect(textCost(two('BR'), rules('USD', {}))).toBe(1);
    expect(textCost(two(undefined), rules('USD', {}))).toBe(1);
    expect(textCost(two('JP'), rules('EUR', { GBP: 1.2 }))).toBe(1);
  });

  it('has a source for every price', () => {
    const rows = [...TEXT_PRICES];
    expect(
      rows.every(([country, { usd, source }]) => /^[A-Z]{2}$/.test(country) && usd > 0 && source !== ''),
    ).toBe(true);
  });
});
