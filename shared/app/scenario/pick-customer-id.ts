import type { CompiledRules } from '../../domain/compiled-rules.ts';
import { PerennialError } from '../../perennial-error.ts';
import { drawnArm } from '../experiment/drawn-arm.ts';
import type { ScenarioCustomer } from './scenario.ts';

/** With a holdout of 99 % in two campaigns one id in ten thousand is in neither. */
const MOST_TRIES = 200_000;

/**
 * The customer's name, or the first of name-2, name-3, ... that is drawn into the arms wanted, and is not held out anywhere else.
 * The same each time. Throws `SCENARIO.NO_SUCH_CUSTOMER` where no id is.
 */
export function pickCustomerId({ name, isControl, arms }: ScenarioCustomer, rules: CompiledRules): string {
  const campaigns = rules.compiledCampaigns.filter(({ purpose }) => purpose === 'promotional');
  const fits = (id: string): boolean =>
    campaigns.every((campaign) => {
      const arm = drawnArm(rules, campaign, id);
      if (isControl) return arm === 'control';
      const wanted = arms[campaign.name];
      return wanted === undefined ? arm !== 'control' && arm !== 'holdout' : arm === wanted;
    });
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const id = attempt === 1 ? name : `${name}-${attempt}`;
    if (fits(id)) return id;
  }
  const wish = isControl
    ? 'the control group; experiments.yaml may have none'
    : `${JSON.stringify(arms)} and in no other holdout`;
  throw new PerennialError('SCENARIO.NO_SUCH_CUSTOMER', {
    message: `No customer id can be found for "${name}" that is in ${wish}. Name the campaigns that run with "campaigns", so that fewer groups have to fit.`,
  });
}
