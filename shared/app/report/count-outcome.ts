import { type Claim, claimSchema } from '../../domain/message/claim.ts';
import { campaignCounter } from '../../domain/report/campaign-counters.ts';
import type { Change } from '../../ports.ts';
import { CLAIM_PREFIX, customerOfPartition } from '../item-keys.ts';
import type { CounterIncrements } from './counter-increments.ts';
import type { MissWrites } from './miss-writes.ts';

/**
 * Counts a claim once it is settled (`claimed` is nobody's outcome yet), and puts a message that did not go among the misses. One
 * that is settled anew, as when the provider tells what became of an uncertain one, takes back what it counted before.
 */
export function countOutcome(
  { key, before, after }: Change,
  counters: CounterIncrements,
  misses: MissWrites,
): void {
  const customerId = customerOfPartition(key.pk);
  if (customerId === undefined || !key.sk.startsWith(CLAIM_PREFIX) || after === undefined) return;
  const claim = claimSchema.parse(after.body);
  const previous = before && claimSchema.parse(before.body);
  if (claim.status === previous?.status) return;
  if (previous !== undefined) count(previous, -1, counters);
  count(claim, 1, counters);
  const earlierMiss = previous && missOf(previous, customerId);
  if (earlierMiss !== undefined) misses.delete(claim.campaign, earlierMiss);
  const miss = missOf(claim, customerId);
  if (miss !== undefined) misses.put(claim.campaign, miss);
}

function count(claim: Claim, amount: 1 | -1, counters: CounterIncrements): void {
  const { status, campaign, step, channel, parts = 1, country } = claim;
  if (status === 'claimed') return;
  counters.addToCampaign(campaign, campaignCounter.outcome(status, step), amount);
  if (status !== 'sent') return;
  const at = settledAt(claim);
  counters.addToCampaign(campaign, campaignCounter.billed(channel, country), amount * parts);
  counters.addToCampaignDay(campaign, at, 'sent', amount);
  counters.addToDay(at, 'sent', amount);
}

function missOf(claim: Claim, customerId: string) {
  const { status, step, occurrence, channel, reason } = claim;
  if (status === 'claimed' || status === 'sent') return undefined;
  const at = settledAt(claim);
  return {
    at,
    customerId,
    step,
    occurrence,
    channel,
    outcome: status,
    ...(reason !== undefined && { reason }),
  };
}

const settledAt = ({ settledAt: at, claimedAt }: Claim): number => at ?? claimedAt;
