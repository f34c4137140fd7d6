import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { clockChange, offsetAt } from '../../../../shared/domain/calendar/zone-offset.ts';

const zones = Intl.supportedValuesOf('timeZone');
const from = Date.UTC(2001, 0, 1);
const to = Date.UTC(2037, 11, 31);

describe('offsetAt', () => {
  it("is Temporal's offset, at any millisecond of any zone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: from, max: to }), (zone, at) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        expect(offsetAt(at, zone)).toBe(zoned.offsetNanoseconds / 1e6);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not know a zone that there is not', () => {
    expect(() => offsetAt(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('clockChange', () => {
  it.each([
    'Europe/London',
    'America/Nuuk',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Antarctica/Troll',
    'Pacific/Apia',
    'America/Santiago',
    'Africa/Cairo',
  ])('finds every transition of %s that Temporal knows, and no other', (zone) => {
    const expected: number[] = [];
    let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    for (;;) {
      const next = moment.getTimeZoneTransition('next');
      if (next === null || next.epochMilliseconds > to) break;
      if (next.offsetNanoseconds !== moment.offsetNanoseconds) expected.push(next.epochMilliseconds);
      moment = next;
    }
    const found: number[] = [];
    for (let at = clockChange(from, to, zone); at !== undefined; at = clockChange(at, to, zone))
      found.push(at);
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(10);
  });

  it('is after the one instant, strictly, and up to the other', () => {
    const change = Date.parse('2026-03-29T01:00:00Z');
    expect(clockChange(change - 1, change, 'Europe/London')).toBe(change);
    expect(clockChange(change, change + 86_400_000, 'Europe/London')).toBeUndefined();
    expect(clockChange(change - 86_400_000, change - 1, 'Europe/London')).toBeUndefined();
  });
});
