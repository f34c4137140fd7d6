import { type Claim, claimSchema } from '../../domain/message/claim.ts';
import { mailCountsOf } from '../../domain/reputation/mail-tally.ts';
import type { Change } from '../../ports.ts';
import { CLAIM_PREFIX, customerOfPartition } from '../item-keys.ts';
import type { CounterIncrements } from './counter-increments.ts';

/**
 * Counts what became of a mail under the time at which it was sent, so that a rate is of the same mails above and below the line.
 * What was counted of the claim before is taken back. A claim that goes, as with its customer, stays counted.
 */
export function countMail({ key, before, after }: Change, counters: CounterIncrements): void {
  if (customerOfPartition(key.pk) === undefined || !key.sk.startsWith(CLAIM_PREFIX)) return;
  if (after === undefined) return;
  if (before !== undefined) add(claimSchema.parse(before.body), -1, counters);
  add(claimSchema.parse(after.body), 1, counters);
}

function add(claim: Claim, amount: 1 | -1, counters: CounterIncrements): void {
  const sentAt = claim.settledAt ?? claim.claimedAt;
  for (const count of mailCountsOf(claim) ?? []) counters.addToMail(claim.campaign, sentAt, count, amount);
}
