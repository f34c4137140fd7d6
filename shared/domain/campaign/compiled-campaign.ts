import { PerennialError } from '../../perennial-error.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { CampaignRules } from './campaign-rules.ts';
import { compileCondition } from './customer-condition.ts';

export interface CompiledCampaign extends CampaignRules {
  /** Whether the customer belongs to the audience at the trigger's instant. */
  readonly isFor: (customer: CustomerView) => boolean;
}

/** Throws `CAMPAIGN.CONDITION` where the audience condition does not compile. */
export function compileCampaign(campaign: CampaignRules): CompiledCampaign {
  if (campaign.audience === undefined) return { ...campaign, isFor: () => true };
  const condition = compileCondition(campaign.audience);
  if (!condition.ok) {
    throw new PerennialError('CAMPAIGN.CONDITION', {
      message: `The audience of campaign "${campaign.name}" does not compile: ${condition.message}`,
    });
  }
  return { ...campaign, isFor: condition.evaluate };
}
