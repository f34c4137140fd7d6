import type { CampaignControl } from '../../domain/campaign/campaign-control.ts';
import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import type { Table } from '../../ports.ts';
import { readStoredControls, type StoredControl } from './stored-control.ts';
import { triggerHash } from './trigger-hash.ts';

type PublishedCampaign = Pick<CampaignRules, 'name' | 'formerNames' | 'trigger'>;

/** What people decided about the campaigns of the files. Throws a ZodError for a control of another shape. */
export async function readControls(
  campaigns: readonly PublishedCampaign[],
  table: Table,
  options: { readonly consistent?: boolean } = {},
): Promise<readonly CampaignControl[]> {
  const stored = await readStoredControls(table, options);
  return campaigns.flatMap((campaign) => controlOf(campaign, campaigns, stored) ?? []);
}

/**
 * The control of a campaign, which one that was renamed brings along. Until it is registered, a new trigger does not hold yet;
 * what was decided about the campaign holds at once.
 */
function controlOf(
  campaign: PublishedCampaign,
  campaigns: readonly PublishedCampaign[],
  stored: ReadonlyMap<string, StoredControl>,
): CampaignControl | undefined {
  const control = stored.get(campaign.name) ?? formerControl(campaign, campaigns, stored);
  if (control === undefined) return undefined;
  const isSame = control.triggerHash === triggerHash(campaign.trigger);
  return {
    campaign: campaign.name,
    since: isSame ? control.since : Number.POSITIVE_INFINITY,
    halts: control.halts,
  };
}

/** The control under a name that the campaign had before, unless another campaign has that name now. */
export const formerControl = (
  { formerNames }: PublishedCampaign,
  campaigns: readonly PublishedCampaign[],
  stored: ReadonlyMap<string, StoredControl>,
): StoredControl | undefined =>
  formerNames
    .filter((former) => campaigns.every(({ name }) => name !== former))
    .map((former) => stored.get(former))
    .find((control) => control !== undefined);
