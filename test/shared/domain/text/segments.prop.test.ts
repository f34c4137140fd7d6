import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSmsParts } from '../../../../shared/domain/message/sms-parts.ts';
import { transliterate } from '../../../../shared/domain/text/transliterate.ts';

/** The alphabet as the rows of the table in 3GPP TS 23.038, 6.2.1, written down apart from the code under test. */
const TABLE = [
  '@Δ 0¡P¿p£_!1AQaq$Φ"2BRbr¥Γ#3CScsèΛ¤4DTdtéΩ%5EUeuùΠ&6FVfvìΨ\'7GWgw',
  'òΣ(8HXhxÇΘ)9IYiy\nΞ*:JZjzØ+;KÄkäø,<LÖlö\rÆ-=MÑmñÅæ.>NÜnüåß/?O§oàÉ',
].join('');
const ESCAPED = '\f^{}\\[~]|€';

/** Cuts the text part by part, as an encoder would, rather than adding sizes up. */
function cutIntoParts(text: string): readonly string[] {
  const points = Array.from(text);
  const isGsm = points.every((point) => TABLE.includes(point) || ESCAPED.includes(point));
  const costOf = (point: string): number => (isGsm ? (ESCAPED.includes(point) ? 2 : 1) : point.length);
  const whole = points.reduce((sum, point) => sum + costOf(point), 0);
  if (whole <= (isGsm ? 160 : 70)) return [text];
  const parts: string[] = [];
  let rest = points;
  while (rest.length > 0) {
    let room = isGsm ? 153 : 67;
    const end = rest.findIndex((point) => {
      room -= costOf(point);
      return room < 0;
    });
    const taken = end === -1 ? rest : rest.slice(0, end);
    parts.push(taken.join(''));
    rest = rest.slice(taken.length);
  }
  return parts;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc
    .array(fc.constantFrom('a', 'Ä', '€', '{', '\n', '@', '~'), { maxLength: 700 })
    .map((all) => all.join('')),
  fc.array(fc.constantFrom('茶', '🍵', 'a', '€'), { maxLength: 300 }).map((all) => all.join('')),
);

describe('the parts of a text', () => {
  it('are as many as an encoder cuts it into, and no character is in two of them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parts = cutIntoParts(text);
        expect(countSmsParts(text).parts).toBe(parts.length);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.isWellFormed()) || !text.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('are never more after transliteration, which does nothing the second time', () => {
    const typographic = fc
      .array(fc.constantFrom('“', '’', '–', '…', 'ł', 'ê', 'a', ' ', 'ő', '茶'), { maxLength: 300 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(anyText, typographic), (text) => {
        const rendered = transliterate(text);
        expect(countSmsParts(rendered).parts).toBeLessThanOrEqual(countSmsParts(text).parts);
        expect(transliterate(rendered)).toBe(rendered);
        if (/\p{Script=Han}/u.test(text)) expect(rendered).toBe(text);
      }),
    );
  });
});
