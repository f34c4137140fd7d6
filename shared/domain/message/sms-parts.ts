import { gsmSeptets } from '../text/gsm-alphabet.ts';

/** What a text message is billed by. */
export interface SmsParts {
  readonly encoding: 'gsm-7' | 'ucs-2';
  /** Messages that it is sent and paid as. */
  readonly parts: number;
  /** Septets, or 16-bit units for UCS-2, without those left empty at the end of a part. */
  readonly units: number;
}

/** Of one part, in units: alone, and where it is one of several and begins with a user data header of 6 octets (TS 23.040). */
const CAPACITY = {
  'gsm-7': { alone: 160, joined: 153 },
  'ucs-2': { alone: 70, joined: 67 },
} as const;

/**
 * How many parts a text is sent in (3GPP TS 23.038 and 23.040): as GSM 7 bit where every character is in that alphabet, else
 * as UCS-2. An escaped character, like a surrogate pair, is never divided between two parts.
 */
export function countSmsParts(text: string): SmsParts {
  const characters = [...text];
  const encoding = characters.every((character) => gsmSeptets(character) > 0) ? 'gsm-7' : 'ucs-2';
  const sizes = characters.map((character) =>
    encoding === 'gsm-7' ? gsmSeptets(character) : character.length,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { alone, joined } = CAPACITY[encoding];
  return { encoding, parts: units <= alone ? 1 : fillParts(sizes, joined), units };
}

function fillParts(sizes: readonly number[], capacity: number): number {
  let parts = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > capacity) {
      parts += 1;
      filled = 0;
    }
    filled += size;
  }
  return parts;
}
