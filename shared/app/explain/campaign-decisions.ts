import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Claim } from '../../domain/message/claim.ts';

/** A fact that names a campaign. */
type CampaignFact = Extract<Fact, { readonly campaign: string }>;

/** What was decided about one customer and one campaign, or became of it. */
export type CampaignDecision =
  | { readonly kind: 'decided'; readonly at: Instant; readonly fact: CampaignFact }
  /** What became of a message that was asked for. */
  | {
      readonly kind: 'delivered';
      readonly at: Instant;
      readonly step: string;
      readonly occurrence: string;
      readonly channel: string;
      readonly status: Claim['status'];
      readonly reason?: string;
    };

/** All that the journal and the claims say of a campaign, also under the names that it had before; the newest last. */
export function campaignDecisions(
  { name, formerNames }: Pick<CampaignRules, 'name' | 'formerNames'>,
  journal: readonly JournalEntry[],
  claims: readonly Claim[],
): readonly CampaignDecision[] {
  const names = new Set([name, ...formerNames]);
  const decided = journal.flatMap(({ facts }) =>
    facts.flatMap((fact): CampaignDecision[] =>
      'campaign' in fact && names.has(fact.campaign) ? [{ kind: 'decided', at: fact.at, fact }] : [],
    ),
  );
  const delivered = claims
    .filter(({ campaign }) => names.has(campaign))
    .map(
      ({ step, occurrence, channel, status, reason, claimedAt, settledAt }): CampaignDecision => ({
        kind: 'delivered',
        at: settledAt ?? claimedAt,
        step,
        occurrence,
        channel,
        status,
        ...(reason !== undefined && { reason }),
      }),
    );
  // Of one instant, the request stands before its delivery: sorting keeps the order.
  return [...decided, ...delivered].sort((one, other) => one.at - other.at);
}
