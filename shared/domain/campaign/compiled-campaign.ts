import { PerennialError } from '../../perennial-error.ts';
import { compileCondition } from '../condition/customer-condition.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { SegmentRules } from '../segment/segment-rules.ts';
import type { CampaignRules } from './campaign-rules.ts';

export interface CompiledCampaign extends CampaignRules {
  /** Whether the customer belongs to the audience at the trigger's instant. */
  readonly isFor: (customer: CustomerView) => boolean;
}

/** Throws `CAMPAIGN.CONDITION` where the audience condition does not compile, or names a segment that is not among these. */
export function compileCampaign(
  campaign: CampaignRules,
  segments: readonly SegmentRules[],
): CompiledCampaign {
  if (campaign.audience === undefined) return { ...campaign, isFor: () => true };
  const condition = compileCondition(campaign.audience, { segments: segments.map(({ name }) => name) });
  if (!condition.ok) {
    throw new PerennialError('CAMPAIGN.CONDITION', {
      message: `The audience of campaign "${campaign.name}" does not compile: ${condition.message}`,
    });
  }
  return { ...campaign, isFor: condition.evaluate };
}
