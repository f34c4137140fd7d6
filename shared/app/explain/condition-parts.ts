import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import { campaignScope } from '../../domain/campaign/compiled-campaign.ts';
import { type CampaignMoment, compileCampaignCondition } from '../../domain/condition/campaign-condition.ts';
import { isConditionVariable } from '../../domain/condition/condition-variables.ts';
import { conjuncts } from '../../domain/condition/conjuncts.ts';
import { variablesIn } from '../../domain/condition/variables-in.ts';
import { evidenceOf } from '../../domain/customer/evidence-of.ts';
import type { Why } from '../../domain/customer/fact.ts';
import type { SegmentRules } from '../../domain/segment/segment-rules.ts';

/** One of the parts that `&&` joins in a condition, and what it looked at. */
export interface ConditionPart {
  readonly condition: string;
  readonly holds: boolean;
  readonly values: Why;
}

/** The parts of a condition, each asked by itself of somebody. */
export function conditionParts(
  condition: string,
  campaign: CompiledCampaign,
  segments: readonly SegmentRules[],
  moment: CampaignMoment,
): readonly ConditionPart[] {
  const scope = campaignScope(campaign, segments);
  const whole = compileCampaignCondition(condition, scope);
  if (!whole.ok) return [];
  return conjuncts(whole.ast).map((part) => {
    const text = condition.slice(part.start, part.end).replace(/\s+/g, ' ').trim();
    const compiled = compileCampaignCondition(condition.slice(part.start, part.end), scope);
    return {
      condition: text,
      holds: compiled.ok && compiled.evaluate(moment),
      values: evidenceOf(variablesIn(part).filter(isConditionVariable), moment.customer),
    };
  });
}
