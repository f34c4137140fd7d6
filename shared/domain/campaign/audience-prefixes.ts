import type { ASTNode } from '@marcbachmann/cel-js';
import { compileCampaignCondition } from '../condition/campaign-condition.ts';
import { conjuncts } from '../condition/conjuncts.ts';
import { STAGES, TIERS } from '../segment/classes.ts';
import type { SegmentRules } from '../segment/segment-rules.ts';
import { type CompiledCampaign, campaignScope } from './compiled-campaign.ts';

/**
 * What of the audience index, whose keys are `stage#tier#customer`, can hold people of a campaign's audience: what its
 * condition asks of stage and tier before all else. One empty prefix stands for everybody.
 */
export function audiencePrefixes(
  campaign: CompiledCampaign,
  segments: readonly SegmentRules[],
): readonly string[] {
  const asked = askedOf(campaign, segments);
  const stages = STAGES.filter((stage) => asked.stage === undefined || asked.stage.has(stage));
  const tiers = TIERS.filter((tier) => asked.tier === undefined || asked.tier.has(tier));
  if (tiers.length === TIERS.length)
    return stages.length === STAGES.length ? [''] : stages.map((stage) => `${stage}#`);
  return stages.flatMap((stage) => tiers.map((tier) => `${stage}#${tier}#`));
}

interface Asked {
  stage?: ReadonlySet<string>;
  tier?: ReadonlySet<string>;
}

function askedOf(campaign: CompiledCampaign, segments: readonly SegmentRules[]): Asked {
  const asked: Asked = {};
  const { trigger, audience } = campaign;
  const narrow = (what: 'stage' | 'tier', values: ReadonlySet<string>): void => {
    const before = asked[what];
    asked[what] = before === undefined ? values : new Set([...before].filter((value) => values.has(value)));
  };
  if (trigger.kind === 'enters' && (trigger.what === 'stage' || trigger.what === 'tier'))
    narrow(trigger.what, new Set([trigger.name]));
  const compiled =
    audience === undefined
      ? undefined
      : compileCampaignCondition(audience, campaignScope(campaign, segments));
  for (const part of compiled?.ok ? conjuncts(compiled.ast) : []) {
    const values = valuesAsked(part);
    if (values !== undefined) narrow(values.what, values.values);
  }
  return asked;
}

/** The values of stage or tier with which `stage == "x"`, `"x" == stage` or `stage in ["x", "y"]` holds. */
function valuesAsked(
  node: ASTNode,
): { readonly what: 'stage' | 'tier'; readonly values: ReadonlySet<string> } | undefined {
  if (node.op !== '==' && node.op !== 'in') return undefined;
  const [left, right] = node.args;
  const [variable, value] = left.op === 'id' ? [left, right] : [right, left];
  if (variable.op !== 'id' || (variable.args !== 'stage' && variable.args !== 'tier')) return undefined;
  const literals = value.op === 'list' ? value.args : [value];
  const values = literals.flatMap((literal) =>
    literal.op === 'value' && typeof literal.args === 'string' ? [literal.args] : [],
  );
  return values.length === literals.length ? { what: variable.args, values: new Set(values) } : undefined;
}
