import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAllowed } from '../../../../shared/domain/calendar/next-allowed.ts';
import { nextAllowedByAll } from '../../../../shared/domain/calendar/next-allowed-by-all.ts';
import { compileSendWindows } from '../../../../shared/domain/calendar/send-windows.ts';
import { nextSendTime } from '../../../../shared/domain/campaign/send-times.ts';
import { localTime } from '../../../support/local-reading.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const shop = rulesWith({
  campaigns: [
    campaign({ name: 'news', steps: [sendStep({ name: 'first', channels: ['sms', 'email'] })] }),
    campaign({
      name: 'receipt',
      purpose: 'transactional',
      steps: [sendStep({ name: 'first', channels: ['sms'] })],
    }),
  ],
});
const instants = fc
  .integer({ min: Date.UTC(2025, 0, 1) / MINUTE, max: Date.UTC(2028, 0, 1) / MINUTE })
  .map((minutes) => minutes * MINUTE);
const stamped = (value: string) => ({ value, at: 0 });
const next = (
  country: string,
  at: number,
  timeZone?: string,
  name = 'news',
  channel: 'sms' | 'email' = 'sms',
) =>
  nextSendTime(
    shop,
    name,
    channel,
    { attributes: {}, phoneCountry: stamped(country), ...(timeZone && { timeZone: stamped(timeZone) }) },
    at,
  );

describe('a promotional text', () => {
  it('goes from 9 to 20 in China, by the clock of Shanghai wherever the customer is', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(undefined, 'America/New_York', 'Asia/Tokyo'), (at, zone) => {
        const sendAt = next('CN', at, zone);
        const { hour } = localTime(sendAt, 'Asia/Shanghai');
        expect(hour >= 9 && hour < 20).toBe(true);
        const isAllowed =
          localTime(at, 'Asia/Shanghai').hour >= 9 && localTime(at, 'Asia/Shanghai').hour < 20;
        expect(sendAt === at).toBe(isAllowed);
      }),
    );
  });

  it('goes from 8 to 21 by the customer’s clock in the United States, and on both coasts where that is not known', () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom('America/Chicago', 'Pacific/Honolulu', 'America/Phoenix'),
        (at, zone) => {
          const isOpen = (instant: number, clock: string): boolean => {
            const { hour } = localTime(instant, clock);
            return hour >= 8 && hour < 21;
          };
          expect(isOpen(next('US', at, zone), zone)).toBe(true);
          const unknown = next('US', at);
          expect(isOpen(unknown, 'America/New_York') && isOpen(unknown, 'America/Los_Angeles')).toBe(true);
        },
      ),
    );
  });

  it('goes at any time to a country without hours, and so does mail, and what is no promotion, anywhere', () => {
    const night = Date.UTC(2026, 5, 30, 18);
    expect(next('JP', night)).toBe(night);
    expect(next('CN', night, undefined, 'news', 'email')).toBe(night);
    expect(next('CN', night, undefined, 'receipt')).toBe(night);
    expect(next('CN', night)).toBe(Date.UTC(2026, 6, 1, 1));
  });

  it('goes by the number that is at hand rather than the one that the state knows of', () => {
    const night = Date.UTC(2026, 5, 30, 18);
    const profile = { attributes: {}, phoneCountry: stamped('JP') };
    expect(nextSendTime(shop, 'news', 'sms', profile, night, 'CN')).toBe(Date.UTC(2026, 6, 1, 1));
  });

  it('never goes where the campaign’s hours and the law’s have nothing in common', () => {
    const rules = rulesWith({
      campaigns: [
        campaign({
          name: 'news',
          sendHours: [{ fromMinute: 21 * 60, toMinute: 22 * 60 }],
          steps: [sendStep({ name: 'first', channels: ['sms'] })],
        }),
      ],
    });
    const profile = { attributes: {}, country: stamped('CN') };
    expect(nextSendTime(rules, 'news', 'sms', profile, Date.UTC(2026, 5, 30))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('nextAllowedByAll', () => {
  const windows = (fromHour: number, toHour: number) => {
    const compiled = compileSendWindows([{ fromMinute: fromHour * 60, toMinute: toHour * 60 }], []);
    if (!compiled.ok) throw new Error(compiled.message);
    return compiled.windows;
  };

  it('is the first minute at which each of them is open', () => {
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const open = fc.record({ from: fc.integer({ min: 0, max: 12 }), timeZone: zones });
    fc.assert(
      fc.property(instants, fc.array(open, { minLength: 1, maxLength: 3 }), (at, all) => {
        const zoned = all.map(({ from, timeZone }) => ({ windows: windows(from, from + 11), timeZone }));
        const found = nextAllowedByAll(at, zoned);
        const isOpen = (instant: number) =>
          zoned.every((one) => nextAllowed(instant, one.windows, one.timeZone) === instant);
        let first = at;
        while (!isOpen(first) && first < at + 2 * DAY) first += 30 * MINUTE - (first % (30 * MINUTE));
        if (found === Number.POSITIVE_INFINITY) expect(isOpen(first)).toBe(false);
        else if (found < at + 2 * DAY) expect(found).toBe(first);
        else expect(isOpen(first)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
