import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentStatus } from '../../../../shared/domain/customer/consent.ts';
import type { Consent } from '../../../../shared/domain/customer/customer-state.ts';
import { type ConsentWord, mergeConsent } from '../../../../shared/domain/customer/merge-consent.ts';

const word = fc.record({
  status: fc.constantFrom('granted' as const, 'withdrawn' as const, 'pending' as const),
  at: fc.integer({ min: 0, max: 6 }),
  source: fc.constantFrom('checkout', 'footer-form'),
});

const standing = (words: readonly ConsentWord[]): Consent | undefined =>
  words.reduce<Consent | undefined>(mergeConsent, undefined);

describe('mergeConsent', () => {
  it('comes to the same in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        fc
          .array(word, { minLength: 1, maxLength: 6 })
          .chain((words) =>
            fc.tuple(
              fc.constant(words),
              fc.shuffledSubarray(words, { minLength: words.length, maxLength: words.length }),
              fc.array(fc.constantFrom(...words), { maxLength: 4 }),
            ),
          ),
        ([words, shuffled, again]) => {
          expect(standing([...shuffled, ...again])).toEqual(standing(words));
        },
      ),
    );
  });

  it('is granted just where the last firm word is, whatever is pending', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const firm = words.filter(({ status }) => status !== 'pending');
        const lastAt = Math.max(...firm.map(({ at }) => at));
        const last = firm.filter(({ at }) => at === lastAt);
        const isGranted = last.length > 0 && last.every(({ status }) => status === 'granted');
        expect(consentStatus(standing(words)) === 'granted').toBe(isGranted);
      }),
    );
  });

  it('keeps a pending word beside an earlier withdrawal, which a late earlier grant does not turn', () => {
    const words = [
      { status: 'granted', at: 1, source: 'checkout' },
      { status: 'withdrawn', at: 2, source: 'unsubscribe-link' },
      { status: 'pending', at: 3, source: 'footer-form' },
    ] as const;
    expect(standing(words)).toEqual({ status: 'withdrawn', at: 2, source: 'unsubscribe-link', asked: 3 });
    expect(consentStatus(standing(words))).toBe('pending');
  });

  it('lets the withdrawal stand of two words at one instant', () => {
    const words = [
      { status: 'withdrawn', at: 1, source: 'link' },
      { status: 'granted', at: 1, source: 'checkout' },
      { status: 'pending', at: 1, source: 'form' },
    ] as const;
    expect(consentStatus(standing(words))).toBe('withdrawn');
    expect(consentStatus(standing(words.toReversed()))).toBe('withdrawn');
  });
});
