import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseMinor } from '../../../cli/orders/parse-minor.ts';

it('gives back every amount of minor units that is written out in decimals', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
      fc.integer({ min: 0, max: 4 }),
      (minor, exponent) => {
        const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
        const cut = digits.length - exponent;
        const text = `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${exponent > 0 ? '.' : ''}${digits.slice(cut)}`;
        expect(parseMinor(text, exponent)).toBe(minor);
      },
    ),
  );
});
