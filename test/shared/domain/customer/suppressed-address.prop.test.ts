import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SoftBounce } from '../../../../shared/domain/customer/customer-state.ts';
import {
  addSoftBounce,
  isWornOut,
  SOFT_BOUNCE_DAYS,
  SOFT_BOUNCE_LIMIT,
} from '../../../../shared/domain/customer/soft-bounces.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { day } from '../../../support/inputs.ts';

const bounces = fc.array(
  fc.record({
    message: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    at: fc.integer({ min: 0, max: 60 * 24 }).map((hours) => day(0) + hours * 3_600_000),
  }),
  { minLength: 1, maxLength: 12 },
);
/** One instant a message, as each bounces at one time, however often it is told. */
const told = bounces.map((all) => {
  const first = new Map<string, number>();
  for (const { message, at } of all) first.set(message, Math.min(at, first.get(message) ?? at));
  return all.map(({ message }): SoftBounce => ({ message, at: first.get(message) ?? 0 }));
});

const countAll = (all: readonly SoftBounce[], deliveredAt?: number) =>
  all.reduce<readonly SoftBounce[]>((known, bounce) => addSoftBounce(known, bounce, deliveredAt), []);

describe('soft bounces', () => {
  it('wear an address out where three messages or more failed within 30 days of the newest, and never before', () => {
    fc.assert(
      fc.property(told, (all) => {
        const newest = Math.max(...all.map(({ at }) => at));
        const recent = all.filter(({ at }) => at >= newest - SOFT_BOUNCE_DAYS * DAY_MS);
        const messages = new Set(recent.map(({ message }) => message)).size;
        expect(isWornOut(countAll(all))).toBe(messages >= SOFT_BOUNCE_LIMIT);
      }),
    );
  });

  it('count the same in whatever order and however often they are told', () => {
    fc.assert(
      fc.property(
        told.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.option(fc.integer({ min: 0, max: 60 }).map(day), { nil: undefined }),
        ([all, shuffled], deliveredAt) => {
          const counted = countAll(all, deliveredAt);
          expect(countAll([...shuffled, ...all], deliveredAt)).toEqual(counted);
        },
      ),
    );
  });

  it('before something arrived do not count', () => {
    fc.assert(
      fc.property(told, (all) => {
        const deliveredAt = Math.max(...all.map(({ at }) => at));
        expect(countAll(all, deliveredAt)).toEqual([]);
      }),
    );
  });

  it('are kept in small numbers', () => {
    fc.assert(
      fc.property(told, (all) => {
        expect(countAll(all).length).toBeLessThanOrEqual(SOFT_BOUNCE_LIMIT);
      }),
    );
  });
});
