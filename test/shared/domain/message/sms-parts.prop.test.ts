import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSmsParts } from '../../../../shared/domain/message/sms-parts.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 700 }),
  fc
    .array(fc.constantFrom('a', 'Ä', '€', '{', ' ', '\n', '@'), { maxLength: 700 })
    .map((characters) => characters.join('')),
);

const CAPACITY = { 'gsm-7': [160, 153], 'ucs-2': [70, 67] } as const;

describe('countSmsParts', () => {
  it('never says fewer parts than the units fill, nor more than one wasted unit a part explains', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { encoding, parts, units } = countSmsParts(text);
        const [alone, joined] = CAPACITY[encoding];
        const isAlone = units <= alone;
        expect(parts).toBeGreaterThanOrEqual(isAlone ? 1 : Math.ceil(units / joined));
        expect(parts).toBeLessThanOrEqual(isAlone ? 1 : Math.ceil(units / (joined - 1)));
      }),
    );
  });

  it('never counts less for a longer text', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, more) => {
        const [less, whole] = [countSmsParts(text), countSmsParts(text + more)];
        expect(whole.parts).toBeGreaterThanOrEqual(less.parts);
      }),
    );
  });
});
