import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Claim } from '../../domain/message/claim.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';

/** How long the provider has, in milliseconds, to tell by an event of its own what became of an uncertain message. */
export const RETRY_AFTER_MS = 900_000;

/**
 * Whether an uncertain message may be sent once more: a transactional one, where its campaign says `onUncertain: retry`, that has been
 * tried once. This makes it "at least once" in place of "at most once": the customer may get it twice.
 */
export function mayTryAgain(
  { status, attempt = 1 }: Claim,
  { campaign, isPromotional }: MessageOrder,
  { campaignsByName }: Pick<CompiledRules, 'campaignsByName'>,
): boolean {
  if (status !== 'uncertain' || attempt > 1 || isPromotional) return false;
  return campaignsByName.get(campaign)?.onUncertain === 'retry';
}
