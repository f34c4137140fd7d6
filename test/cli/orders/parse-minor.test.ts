import { describe, expect, it } from 'vitest';
import { parseMinor } from '../../../cli/orders/parse-minor.ts';

describe('parseMinor', () => {
  it.each([
    ['12.50', 2, 1250],
    ['12.5', 2, 1250],
    ['12', 2, 1200],
    ['12.', 2, 1200],
    ['12.500', 2, 1250],
    ['0.29', 2, 29],
    ['1.005', 3, 1005],
    ['1200', 0, 1200],
    ['-3.10', 2, -310],
    ['(3.10)', 2, -310],
    ['1,234.50', 2, 123450],
    ['1.234,50', 2, 123450],
    ['12,50', 2, 1250],
    ['1,234', 2, 123400],
    ['$12.00', 2, 1200],
    ['€ 12,00', 2, 1200],
    ['৳2,999', 2, 299900],
    ['USD 7.10', 2, 710],
    ['1 234.50', 2, 123450],
  ])('reads %j with %i decimals as %i', (text, exponent, minor) => {
    expect(parseMinor(text, exponent)).toBe(minor);
  });

  it.each(['', ' ', 'free', '1.2.3', '12,3,4', '--1', '1e3', 'NaN', 'Infinity', '99999999999999999'])(
    'refuses %j',
    (text) => {
      expect(parseMinor(text, 2)).toBeUndefined();
    },
  );

  it('refuses digits beyond the minor unit, or rounds them half away from zero when told to', () => {
    expect(parseMinor('1.005', 2)).toBeUndefined();
    expect(parseMinor('1.005', 2, 'round')).toBe(101);
    expect(parseMinor('-1.005', 2, 'round')).toBe(-101);
    expect(parseMinor('1.0049', 2, 'round')).toBe(100);
  });

  it('refuses a comma that may stand for thousands or for three decimals', () => {
    expect(parseMinor('1,234', 3)).toBeUndefined();
  });
});
