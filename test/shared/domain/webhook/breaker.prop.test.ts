import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admit,
  type Breaker,
  breakerSchema,
  CLOSED_BREAKER,
  disable,
  enable,
  recover,
  trip,
} from '../../../../shared/domain/webhook/breaker.ts';

const LEASE_MS = 20_000;
const HOUR_MS = 3_600_000;

const instant = fc.integer({ min: 0, max: 2_000_000_000_000 });
const openings = fc.integer({ min: 1, max: 200 });
const breaker: fc.Arbitrary<Breaker> = fc.oneof(
  fc.record({ status: fc.constant('closed' as const), since: instant }),
  fc.record({ status: fc.constant('disabled' as const), since: instant }),
  fc.record({ status: fc.constant('open' as const), since: instant, openings, until: instant }),
  fc.record({ status: fc.constant('half-open' as const), since: instant, openings, until: instant }),
);

/** What happens to a breaker, as time goes on. */
const event = fc.record({
  what: fc.constantFrom('ask', 'fail', 'answer', 'gone', 'enable'),
  afterMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
});

function step(before: Breaker, what: string, now: number): Breaker {
  switch (what) {
    case 'ask': {
      const admission = admit(before, now, LEASE_MS);
      return admission.status === 'probe' ? admission.next : before;
    }
    case 'fail':
      return trip(before, now);
    case 'answer':
      return recover(before, now);
    case 'gone':
      return disable(before, now);
    default:
      return enable(before, now);
  }
}

describe('a breaker', () => {
  it('lets everybody through while it is closed, nobody once it is disabled', () => {
    fc.assert(
      fc.property(breaker, instant, (any, now) => {
        const { status } = admit(any, now, LEASE_MS);
        expect(status === 'go').toBe(any.status === 'closed');
        expect(status === 'disabled').toBe(any.status === 'disabled');
      }),
    );
  });

  it('lets one through when its pause or the time of an earlier probe is over, and nobody else before that one has had its time', () => {
    fc.assert(
      fc.property(breaker, instant, fc.integer({ min: 0, max: LEASE_MS - 1 }), (any, now, later) => {
        const first = admit(any, now, LEASE_MS);
        fc.pre(first.status === 'probe');
        expect(first.next.status).toBe('half-open');
        expect(admit(first.next, now + later, LEASE_MS)).toEqual({ status: 'hold', until: now + LEASE_MS });
        expect(admit(first.next, now + LEASE_MS, LEASE_MS).status).toBe('probe');
      }),
    );
  });

  it('answers "hold" with the first instant at which it lets one through', () => {
    fc.assert(
      fc.property(breaker, instant, (any, now) => {
        const admission = admit(any, now, LEASE_MS);
        fc.pre(admission.status === 'hold');
        expect(admission.until).toBeGreaterThan(now);
        expect(admit(any, admission.until, LEASE_MS).status).toBe('probe');
        expect(admit(any, admission.until - 1, LEASE_MS).status).toBe('hold');
      }),
    );
  });

  it('rests for half a minute to an hour, never shorter than after the failure before, whatever the endpoint asks for', () => {
    fc.assert(
      fc.property(openings, instant, fc.option(instant, { nil: undefined }), (count, now, restUntil) => {
        const pauseAfter = (times: number): number => {
          const tried: Breaker = { status: 'half-open', since: now, openings: times, until: now };
          const tripped = trip(tried, now, restUntil);
          return tripped.status === 'open' ? tripped.until - now : Number.NaN;
        };
        expect(pauseAfter(count)).toBeGreaterThanOrEqual(30_000);
        expect(pauseAfter(count)).toBeLessThanOrEqual(HOUR_MS);
        expect(pauseAfter(count + 1)).toBeGreaterThanOrEqual(pauseAfter(count));
      }),
    );
  });

  it('is the very same where nothing changes, so that nothing is written', () => {
    fc.assert(
      fc.property(breaker, instant, (any, now) => {
        if (any.status === 'open' || any.status === 'disabled') expect(trip(any, now)).toBe(any);
        if (any.status !== 'half-open') expect(recover(any, now)).toBe(any);
        if (any.status === 'disabled') expect(disable(any, now)).toBe(any);
        if (any.status === 'closed') expect(enable(any, now)).toBe(any);
      }),
    );
  });

  it('stays readable, and is disabled until people enable it, through any history', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let current = CLOSED_BREAKER;
        let now = 0;
        let isDisabled = false;
        for (const { what, afterMs } of events) {
          now += afterMs;
          current = step(current, what, now);
          if (what === 'gone') isDisabled = true;
          if (what === 'enable') isDisabled = false;
          expect(current.status === 'disabled').toBe(isDisabled);
          expect(breakerSchema.parse(JSON.parse(JSON.stringify(current)))).toEqual(current);
        }
      }),
    );
  });

  it('closes at the first probe that is answered', () => {
    fc.assert(
      fc.property(breaker, instant, (any, now) => {
        const admission = admit(any, now, LEASE_MS);
        fc.pre(admission.status === 'probe');
        expect(recover(admission.next, now)).toEqual({ status: 'closed', since: now });
      }),
    );
  });
});
