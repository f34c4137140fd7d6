import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuotedPrintable } from '../../../../shared/app/deliver/quoted-printable.ts';

/** RFC 2045 section 6.7, read plainly. */
function decode(encoded: string): string {
  const bytes = encoded
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('=', ' ', '\t', 'a', 'é', '茶', '🍵'), maxLength: 300 }),
);
const text = fc
  .array(line, { maxLength: 8 })
  .map((lines) => lines.join('\n').replace(/\r/g, '').toWellFormed());

describe('encodeQuotedPrintable', () => {
  it('can be decoded again', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(decode(encodeQuotedPrintable(original))).toBe(original);
      }),
    );
  });

  it('is printable ASCII in lines of at most 76 that do not end in white space', () => {
    fc.assert(
      fc.property(text, (original) => {
        for (const encoded of encodeQuotedPrintable(original).split('\r\n')) {
          expect(encoded.length).toBeLessThanOrEqual(76);
          expect(encoded).toMatch(/^(?:[\t -<>-~]|=(?:[0-9A-F]{2}|$))*$/);
          expect(encoded).not.toMatch(/[ \t]$/);
        }
      }),
    );
  });
});
