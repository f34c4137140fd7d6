import { localDay } from './calendar/local-day.ts';
import { type CompiledCampaign, compileCampaign } from './campaign/compiled-campaign.ts';
import type { Counting } from './counting.ts';
import type { Rules } from './rules.ts';
import { createValuation, currencyDecimals } from './valuation.ts';

/** The rules with what can be worked out once: conditions compiled, exchange rates and business days at hand. */
export interface CompiledRules extends Rules {
  readonly counting: Counting;
  /** How many minor units make one unit of the shop's currency: 100 for USD. */
  readonly minorUnits: number;
  readonly compiledCampaigns: readonly CompiledCampaign[];
}

/** Throws `CAMPAIGN.CONDITION` for a condition that does not compile; the shop's loader has refused such a file before. */
export function compileRules(rules: Rules): CompiledRules {
  const { timeZone, currency } = rules.shop;
  return {
    ...rules,
    counting: { valuation: createValuation(rules.shop), dayOf: (at) => localDay(at, timeZone) },
    minorUnits: 10 ** currencyDecimals(currency),
    compiledCampaigns: rules.campaigns.map(compileCampaign),
  };
}
