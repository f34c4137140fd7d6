import { countSmsParts } from '../message/sms-parts.ts';
import { gsmSeptets } from './gsm-alphabet.ts';
import { GSM_REPLACEMENTS } from './gsm-replacements.ts';

/**
 * The text in GSM 7 bit (3GPP TS 23.038) where that takes fewer parts, else the text as it is. A text with one character that
 * has no rendering there, as in Chinese, Greek or an emoji, stays whole: half a transliteration would save nothing.
 */
export function transliterate(text: string): string {
  const rendered = renderInGsm(text);
  if (rendered === undefined || rendered === text) return text;
  return countSmsParts(rendered).parts < countSmsParts(text).parts ? rendered : text;
}

function renderInGsm(text: string): string | undefined {
  let rendered = '';
  // Composed first, so that what the alphabet has is kept: "é" is in it, "e" with a mark after it is not.
  for (const character of text.normalize('NFC')) {
    const replacement = replacementOf(character);
    if (replacement === undefined) return undefined;
    rendered += replacement;
  }
  return rendered;
}

function replacementOf(character: string): string | undefined {
  if (gsmSeptets(character) > 0) return character;
  const known = GSM_REPLACEMENTS[character];
  if (known !== undefined) return known;
  const parts = [...character.normalize('NFKD').replace(/\p{Mn}/gu, '')];
  // A fraction is taken apart into digits and a slash of its own.
  const rendered = parts.map((part) => GSM_REPLACEMENTS[part] ?? part).join('');
  const isRendered = rendered !== '' && [...rendered].every((part) => gsmSeptets(part) > 0);
  return isRendered ? rendered : undefined;
}
