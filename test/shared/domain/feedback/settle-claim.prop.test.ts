import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../../../../shared/domain/feedback/provider-event.ts';
import { settleClaim } from '../../../../shared/domain/feedback/settle-claim.ts';
import type { Claim } from '../../../../shared/domain/message/claim.ts';

const claims = fc.constantFrom<Claim['status'][]>('claimed', 'sent', 'uncertain').map(
  (status): Claim => ({
    ...{ status, campaign: 'c', step: 's', occurrence: 'o', channel: 'email', template: 't' },
    ...{ claimedAt: 0, claimant: 'x' },
  }),
);

const news = fc.oneof(
  fc.constantFrom('accepted', 'delivered').map((kind) => ({ kind })),
  fc.constantFrom('MailboxFull', 'General').map((reason) => ({ kind: 'delayed' as const, reason })),
  fc
    .record({ fault: fc.constantFrom('hard', 'soft', 'message'), isBounce: fc.boolean() })
    .map((failure) => ({ kind: 'failed' as const, reason: 'r', ...failure })),
  fc.boolean().map((isWithdrawn) => ({ kind: 'complained' as const, reason: 'abuse', isWithdrawn })),
);
/** Each told at an instant of its own kind, as providers tell the same thing the same way. */
const events: fc.Arbitrary<ProviderEvent> = news.map((told) => ({
  ...told,
  at: 1_000,
  providerMessageId: 'p',
  addresses: [],
}));

const settle = (claim: Claim, told: readonly ProviderEvent[]) => told.reduce(settleClaim, claim);

describe('a claim of which its provider tells', () => {
  it('changes no more where the same is told again', () => {
    fc.assert(
      fc.property(claims, fc.array(events, { maxLength: 6 }), (claim, told) => {
        const settled = settle(claim, told);
        expect(settle(settled, told)).toBe(settled);
      }),
    );
  });

  it('comes to the same status of delivery in whatever order it is told', () => {
    fc.assert(
      fc.property(
        claims,
        fc
          .array(events, { maxLength: 6 })
          .chain((told) =>
            fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
          ),
        (claim, [told, shuffled]) => {
          const [one, other] = [settle(claim, told), settle(claim, shuffled)];
          expect([other.status, other.delivery?.status]).toEqual([one.status, one.delivery?.status]);
        },
      ),
    );
  });

  it('is never uncertain or unsettled once the provider has said that it took the message', () => {
    fc.assert(
      fc.property(claims, fc.array(events, { minLength: 1, maxLength: 6 }), (claim, told) => {
        fc.pre(told.some(({ kind }) => kind !== 'complained'));
        expect(settle(claim, told).status).toBe('sent');
      }),
    );
  });
});
