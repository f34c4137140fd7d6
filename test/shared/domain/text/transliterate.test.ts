import { describe, expect, it } from 'vitest';
import { countSmsParts } from '../../../../shared/domain/message/sms-parts.ts';
import { gsmSeptets } from '../../../../shared/domain/text/gsm-alphabet.ts';
import { GSM_REPLACEMENTS } from '../../../../shared/domain/text/gsm-replacements.ts';
import { transliterate } from '../../../../shared/domain/text/transliterate.ts';

/** Long enough that UCS-2 takes a part more. */
const long = (text: string): string => text + 'x'.repeat(100);

describe('transliterate', () => {
  it.each([
    ['“It’s here” – today…', `"It's here" - today...`],
    ['Zażółć gęślą jaźń', 'Zazolc gesla jazn'],
    ['Crème brûlée à la carte', 'Crème brulée à la carte'],
    ['e\u0301t\u0065\u0301', 'été'],
    ['İstanbul’da ışık', "Istanbul'da isik"],
    ['Đà Nẵng', 'Dà Nang'],
    ['½ price\u00a0now', '1/2 price now'],
    ['ﬁne œuvre ™', 'fine oeuvre TM'],
  ])('puts %s into GSM 7 bit', (text, expected) => {
    expect(transliterate(long(text))).toBe(long(expected));
  });

  it.each([
    ['Chinese', '“茶”到了'],
    ['Greek in small letters', 'Καλημέρα'],
    ['Russian', 'Чай – готов'],
    ['a picture', 'It’s tea time 🍵'],
  ])('leaves a text with %s whole', (_, text) => {
    expect(transliterate(long(text))).toBe(long(text));
  });

  it('leaves a text as it is where nothing is saved', () => {
    expect(transliterate('It’s here')).toBe('It’s here');
    expect(transliterate(`${'…'.repeat(60)}`)).toBe('…'.repeat(60));
  });

  it('has only replacements that are in the alphabet', () => {
    const rendered = Object.values(GSM_REPLACEMENTS).join('');
    expect([...rendered].filter((character) => gsmSeptets(character) === 0)).toEqual([]);
    expect(Object.keys(GSM_REPLACEMENTS).filter((character) => gsmSeptets(character) > 0)).toEqual([]);
    expect(countSmsParts(rendered).encoding).toBe('gsm-7');
  });
});
