import { CONTROL_ARM, HOLDOUT_ARM } from '../../domain/experiment/compare-campaign.ts';
import type { Instant } from '../../domain/instant.ts';
import { customerOfPartition } from '../item-keys.ts';
import { readAllStates } from '../read-all-states.ts';
import { type CampaignSources, namesOf } from './read-campaigns.ts';
import { customerStateOf } from './stored-body.ts';

/** Somebody who met a campaign's trigger and was kept out of it, so that it can be told what it achieves. */
export interface HeldOut {
  readonly at: Instant;
  readonly customerId: string;
  /** holdout: the campaign's own; control: the shop's control group. */
  readonly group: 'holdout' | 'control';
}

/**
 * Lists whom a campaign kept out for comparison, the newest first: of each customer's last twenty entries into campaigns, which is what a state
 * keeps. Reads the whole table.
 */
export async function listHeldOut({ table, rules }: CampaignSources, campaign: string): Promise<HeldOut[]> {
  const names = namesOf(
    campaign,
    rules.campaigns.find(({ name }) => name === campaign),
  );
  const found: HeldOut[] = [];
  for await (const item of readAllStates(table)) {
    const customerId = customerOfPartition(item.pk);
    if (customerId === undefined) continue;
    for (const { campaign: entered, arm, at } of customerStateOf(customerId, item).exposures)
      if (names.includes(entered) && (arm === HOLDOUT_ARM || arm === CONTROL_ARM))
        found.push({ at, customerId, group: arm });
  }
  return found.sort((a, b) => b.at - a.at || (a.customerId < b.customerId ? -1 : 1));
}
