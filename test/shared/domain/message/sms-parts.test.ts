import { describe, expect, it } from 'vitest';
import { countSmsParts } from '../../../../shared/domain/message/sms-parts.ts';

const counted = (text: string): unknown[] => {
  const { encoding, parts, units } = countSmsParts(text);
  return [encoding, parts, units];
};

describe('countSmsParts', () => {
  it.each([
    ['nothing', '', 'gsm-7', 1, 0],
    ['160 letters', 'a'.repeat(160), 'gsm-7', 1, 160],
    ['161 letters', 'a'.repeat(161), 'gsm-7', 2, 161],
    ['two full parts', 'a'.repeat(306), 'gsm-7', 2, 306],
    ['one letter more', 'a'.repeat(307), 'gsm-7', 3, 307],
    ['letters of the default alphabet beyond ASCII', 'àéñÜßÅøΔΩ£¥¿§', 'gsm-7', 1, 13],
    ['characters of the extension table', '€[]{}\\~^|\f', 'gsm-7', 1, 20],
    ['80 euro signs', '€'.repeat(80), 'gsm-7', 1, 160],
    ['a letter that GSM 7 bit has only as a capital', 'ç', 'ucs-2', 1, 1],
    ['a grave accent', '`', 'ucs-2', 1, 1],
    ['70 Chinese characters', '茶'.repeat(70), 'ucs-2', 1, 70],
    ['71 Chinese characters', '茶'.repeat(71), 'ucs-2', 2, 71],
    ['134 Chinese characters', '茶'.repeat(134), 'ucs-2', 2, 134],
    ['135 Chinese characters', '茶'.repeat(135), 'ucs-2', 3, 135],
    ['one curly quote among letters', `${'a'.repeat(70)}’`, 'ucs-2', 2, 71],
    ['35 pictures of two units each', '🍵'.repeat(35), 'ucs-2', 1, 70],
  ])('counts %s', (_, text, encoding, parts, units) => {
    expect(counted(text)).toEqual([encoding, parts, units]);
  });

  it('does not divide an escaped character between two parts', () => {
    // 152 letters leave one septet of the first part, and the euro sign needs two: 305 septets, one of them wasted.
    expect(counted(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toEqual(['gsm-7', 2, 305]);
    expect(counted(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toEqual(['gsm-7', 3, 306]);
    expect(counted(`${'a'.repeat(151)}€${'a'.repeat(153)}`)).toEqual(['gsm-7', 2, 306]);
  });

  it('does not divide a surrogate pair between two parts', () => {
    expect(counted(`${'茶'.repeat(66)}🍵${'茶'.repeat(66)}`)).toEqual(['ucs-2', 3, 134]);
    expect(counted(`${'茶'.repeat(65)}🍵${'茶'.repeat(67)}`)).toEqual(['ucs-2', 2, 134]);
  });
});
