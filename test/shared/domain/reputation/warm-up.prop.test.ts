import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay } from '../../../../shared/domain/calendar/local-day.ts';
import { type WarmUpRules, warmUpDay } from '../../../../shared/domain/reputation/warm-up.ts';

const growing = (overrides: Partial<WarmUpRules> = {}): WarmUpRules => ({
  from: { year: 2026, month: 3, day: 1 },
  mails: { kind: 'growth', firstDay: 200, growth: 1.5 },
  ...overrides,
});
const at = (text: string) => Date.parse(text);

describe('warmUpDay', () => {
  it('grows from day to day, by the clock of the shop', () => {
    const tokyo = (text: string) => warmUpDay(growing(), 'Asia/Tokyo', at(text));
    expect(tokyo('2026-02-28T14:59:59Z')).toBeUndefined();
    expect(tokyo('2026-02-28T15:00:00Z')).toEqual({
      day: 1,
      date: '2026-03-01',
      mails: 200,
      endsAt: at('2026-03-01T15:00:00Z'),
    });
    expect(tokyo('2026-03-01T15:00:00Z')).toMatchObject({ day: 2, mails: 300 });
    expect(tokyo('2026-03-06T00:00:00Z')).toMatchObject({ day: 6, mails: 1518 });
  });

  it('is over when a day would have as many mails as it ends with, or the table ends', () => {
    const day = (rules: WarmUpRules, text: string) => warmUpDay(rules, 'UTC', at(text));
    expect(day(growing({ until: 500 }), '2026-03-03T12:00Z')).toMatchObject({ mails: 450 });
    expect(day(growing({ until: 500 }), '2026-03-04T12:00Z')).toBeUndefined();
    expect(day(growing(), '2036-03-04T12:00Z')).toBeUndefined();
    const table = growing({ mails: { kind: 'table', days: [50, 100] } });
    expect(day(table, '2026-03-02T23:59Z')).toMatchObject({ day: 2, mails: 100 });
    expect(day(table, '2026-03-03T00:00Z')).toBeUndefined();
  });

  it('never shrinks, and each of its days ends after now and is the one local day', () => {
    const zone = fc.constantFrom('America/New_York', 'Asia/Shanghai', 'Europe/Paris', 'Pacific/Apia');
    const instant = fc.integer({ min: at('2026-02-20Z'), max: at('2026-05-20Z') });
    fc.assert(
      fc.property(zone, instant, fc.nat(86_400_000), (timeZone, now, later) => {
        const today = warmUpDay(growing(), timeZone, now);
        if (today === undefined) return;
        expect(today.endsAt).toBeGreaterThan(now);
        expect(localDay(today.endsAt, timeZone)).toBe(localDay(now, timeZone) + 1);
        expect(localDay(today.endsAt - 1, timeZone)).toBe(localDay(now, timeZone));
        const next = warmUpDay(growing(), timeZone, now + later);
        expect(next?.mails ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(today.mails);
      }),
    );
  });
});
