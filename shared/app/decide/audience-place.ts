import { isUnengaged } from '../../domain/campaign/unengaged.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import { hasConsent } from '../../domain/customer/consent.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { hasAddress } from '../../domain/customer/suppressed-address.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Item } from '../../ports.ts';
import { shardOf } from '../item-keys.ts';

/**
 * Where a customer stands in the audience index, as of `now`; undefined for one who can be sent no promotion: nobody else could be part of a
 * broadcast.
 */
export function audiencePlace(state: CustomerState, rules: CompiledRules, now: Instant): Item['audience'] {
  if (!canBeMailed(state, rules, now) && !canBeTexted(state)) return undefined;
  const { customerId, classes } = state;
  return { shard: shardOf(customerId), key: `${classes.stage}#${classes.tier}#${customerId}` };
}

const canBeTexted = (state: CustomerState): boolean =>
  hasConsent(state.consents.sms) && hasAddress(state, 'sms');

/** Who shows no sign of life leaves, unless a broadcast may write to them all the same. */
const canBeMailed = (state: CustomerState, rules: CompiledRules, now: Instant): boolean =>
  hasConsent(state.consents.email) &&
  hasAddress(state, 'email') &&
  (!isUnengaged(state, '', rules, now) || rules.datedCampaigns.some(({ name }) => isExempt(name, rules)));

const isExempt = (campaign: string, { delivery }: CompiledRules): boolean =>
  delivery?.sunset?.except.includes(campaign) === true;
