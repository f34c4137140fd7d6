import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../console/text/format.ts';

const english = createFormat({ locale: 'en-US', timeZone: 'Asia/Shanghai', currency: 'USD' });

describe('createFormat', () => {
  it('turns minor units into money by the digits of the currency', () => {
    expect(english.money(123_456, 'USD')).toBe('$1,234.56');
    expect(english.money(123_456, 'JPY')).toBe('¥123,456');
    expect(english.money(1_234, 'KWD')).toMatch(/1\.234$/);
    expect(english.moneyRounded(123_456, 'USD')).toBe('$1,235');
  });

  it('gives instants in the shop’s zone, and days as they are', () => {
    expect(english.date(Date.UTC(2026, 0, 1, 20))).toBe('Jan 2, 2026');
    expect(english.day('2026-01-01')).toBe('Jan 1, 2026');
    expect(english.month('2026-01-01')).toBe('Jan 2026');
  });

  it('gives differences their sign, but nought none', () => {
    expect(english.changeTenths(2.14)).toBe('+2.1');
    expect(english.changeTenths(0)).toBe('0.0');
    expect(english.percentChange(-0.076)).toBe('-8%');
    expect(english.percentTenths(0.1234)).toBe('12.3%');
    expect(english.shopMoneyChange(1_250)).toBe('+$12.50');
  });

  it('gives a birthday with or without its year', () => {
    expect(english.birthday('--02-29')).toBe('February 29');
    expect(english.birthday('1990-05-17')).toBe('May 17, 1990');
  });

  it('falls back to UTC for a zone that it does not know', () => {
    const format = createFormat({ locale: 'en-US', timeZone: 'Mars/Olympus', currency: 'USD' });
    expect(format.date(Date.UTC(2026, 0, 1, 20))).toBe('Jan 1, 2026');
  });
});
