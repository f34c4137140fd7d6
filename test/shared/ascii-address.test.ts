import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiAddress } from '../../shared/ascii-address.ts';

describe('asciiAddress', () => {
  it.each([
    ['Ada.Lin+tea@Example.com', 'Ada.Lin+tea@Example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['mei@例え.テスト', 'mei@xn--r8jz45g.xn--zckzah'],
    ['mei@茶。公司', 'mei@xn--cl1a.xn--55qx5d'],
  ])('writes %s as %s', (address, ascii) => {
    expect(asciiAddress(address)).toEqual({ ok: true, address: ascii });
  });

  it.each([
    ['小梅@example.com', /before its @/],
    ['zoë@bücher.example', /before its @/],
    ['ada@\u00ad\u200d', /domain/],
    ['ada', /form/],
    ['ada@b@c.example', /form/],
    ['ada@example.com, eve@evil.example', /form/],
    ['ada@example.com\r\nBcc: eve@evil.example', /form/],
    ['"ada lin"@example.com', /form/],
    [`${'a'.repeat(65)}@example.com`, /form/],
  ])('refuses %s in words that do not repeat it', (address, words) => {
    const refused = asciiAddress(address);
    expect(refused).toEqual({ ok: false, reason: expect.stringMatching(words) });
    expect(JSON.stringify(refused)).not.toContain(address);
  });

  it('never gives anything but one ASCII address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (local, domain) => {
        const result = asciiAddress(`${local}@${domain}`);
        if (result.ok) expect(result.address).toMatch(/^[!-~]+@[!-~]+$/);
        if (result.ok) expect(result.address).not.toMatch(/[,;:<>()"]/);
      }),
    );
  });
});
