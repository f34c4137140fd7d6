import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import { enterCampaign } from '../../domain/campaign/enter-campaign.ts';
import { type CompiledRules, rulesAt } from '../../domain/compiled-rules.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import { unknownCustomer } from '../../domain/customer/unknown-customer.ts';
import { viewCustomer } from '../../domain/customer/view-customer.ts';

/**
 * The arm of a campaign that a customer id is drawn into: "control", "holdout", a variant, or "all" where there are none. Drawn as the
 * engine draws: by letting in somebody of whom nothing is known and nothing is asked.
 */
export function drawnArm(rules: CompiledRules, campaign: CompiledCampaign, customerId: string): string {
  const facts: Fact[] = [];
  const inForce = rulesAt(rules, 0);
  enterCampaign(
    unknownCustomer(customerId),
    { ...campaign, holds: () => true },
    { occurrence: 'draw' },
    {
      rules: { ...rules, controls: undefined },
      now: 0,
      viewOf: (state) => viewCustomer(state, undefined, inForce, 0),
      facts,
    },
  );
  for (const fact of facts) {
    if (fact.kind === 'campaign.held-out') return fact.group;
    if (fact.kind === 'campaign.entered') return fact.variant ?? 'all';
  }
  throw new RangeError(`Nobody can enter campaign "${campaign.name}".`);
}
