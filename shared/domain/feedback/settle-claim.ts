import { type Claim, DELIVERY_STATUSES } from '../message/claim.ts';
import type { ProviderEvent } from './provider-event.ts';

type Delivery = NonNullable<Claim['delivery']>;

/**
 * The claim once the provider has told something of its message; the very same claim where that changes nothing. Whatever proves
 * that the provider took the message settles a claim whose outcome nobody knew. What is told late or twice undoes nothing.
 */
export function settleClaim(claim: Claim, event: ProviderEvent): Claim {
  switch (event.kind) {
    case 'accepted':
      return asSent(claim, event);
    case 'delivered':
      return withDelivery(asSent(claim, event), { status: 'delivered', at: event.at });
    case 'delayed':
      return withDelivery(asSent(claim, event), { status: 'delayed', at: event.at, reason: event.reason });
    case 'failed': {
      const status = event.isBounce ? 'bounced' : 'failed';
      return withDelivery(asSent(claim, event), { status, at: event.at, reason: event.reason });
    }
    case 'complained':
      return event.isWithdrawn
        ? claim
        : withDelivery(asSent(claim, event), { status: 'complained', at: event.at, reason: event.reason });
    case 'refused':
      return claim.status === 'rejected'
        ? claim
        : { ...settled(claim, event), status: 'rejected', reason: event.reason };
    // Only what was sent can be opened.
    case 'opened':
    case 'clicked':
      return asSent(claim, event);
    case 'noted':
      return claim;
  }
}

function asSent(claim: Claim, event: ProviderEvent): Claim {
  if (claim.status !== 'claimed' && claim.status !== 'uncertain') return claim;
  const { reason: _, ...rest } = settled(claim, event);
  return { ...rest, status: 'sent' };
}

const settled = (claim: Claim, { providerMessageId, at }: ProviderEvent): Claim => ({
  ...claim,
  providerMessageId: claim.providerMessageId ?? providerMessageId,
  settledAt: claim.settledAt ?? at,
});

function withDelivery(claim: Claim, told: Delivery): Claim {
  const known = claim.delivery;
  if (known !== undefined && rankOf(known) >= rankOf(told)) return claim;
  return { ...claim, delivery: told };
}

const rankOf = ({ status }: Delivery): number => DELIVERY_STATUSES.indexOf(status);
