import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberCountry } from '../../../../shared/domain/text/number-country.ts';
import { readPhoneNumber } from '../../../../shared/domain/text/read-phone-number.ts';

describe('a phone number', () => {
  it.each([
    ['+12065550100', undefined, '+12065550100'],
    ['+1 (206) 555-0100', undefined, '+12065550100'],
    ['(206) 555-0100', 'US', '+12065550100'],
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['8613800138000', 'CN', '+8613800138000'],
    ['07400 123456', 'GB', '+447400123456'],
  ])('%s with country %s is %s', (text, country, number) => {
    expect(readPhoneNumber(text, country)).toEqual({ ok: true, number });
  });

  it.each([
    ['13912345678', undefined, /has no country code.*or tell "country"/],
    ['13912345678', 'US', /not a number as it is dialled in US/],
    ['8613912345678', 'US', /not a number as it is dialled in US/],
    ['13912345678', 'ZZ', /none is known of "country"/],
    ['+1206', undefined, /too short for a number of its country code/],
    ['+8613912345678138', undefined, /too long for a number of its country code/],
    ['+999123456789', undefined, /begins with no country code that there is/],
    ['call me', undefined, /must be a phone number/],
    ['2065550100 ext 5', 'US', /must be a phone number/],
  ])('%s with country %s is refused, and not quoted', (text, country, message) => {
    const reading = readPhoneNumber(text, country);
    expect(reading).toEqual({ ok: false, message: expect.stringMatching(message) });
    expect(JSON.stringify(reading)).not.toContain(text);
  });

  it('that was read is read as the same again, with or without a country', () => {
    const digits = fc.stringMatching(/^\+?[1-9][\d ]{5,14}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('US', 'CN', 'GB', undefined), (text, country) => {
        const reading = readPhoneNumber(text, country);
        if (!reading.ok) return;
        expect(readPhoneNumber(reading.number, undefined)).toEqual(reading);
        expect(readPhoneNumber(reading.number, 'JP')).toEqual(reading);
      }),
    );
  });

  it('tells its country, where it has one', () => {
    expect(['+12065550100', '+14165550100', '+8613800138000', '+447400123456'].map(numberCountry)).toEqual([
      'US',
      'CA',
      'CN',
      'GB',
    ]);
    expect(['+80012345678', '', '+999'].map(numberCountry)).toEqual([undefined, undefined, undefined]);
  });
});
