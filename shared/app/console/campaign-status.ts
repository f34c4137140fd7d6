import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import { DOUBLE_OPT_IN } from '../../domain/campaign/double-opt-in.ts';

/** removed: the files no longer have it. built-in: Perennial sends it by itself, so that nobody pauses or stops it. */
export type CampaignStatus = 'running' | 'paused' | 'stopped' | 'removed' | 'built-in';

interface Control {
  readonly status: 'running' | 'paused' | 'stopped';
}

/** How a name that counters stand under is to be told to people: `campaign` is what the files say of it, `control` what people did. */
export function campaignStatus(
  name: string,
  campaign: CampaignRules | undefined,
  control: Control | undefined,
): CampaignStatus {
  if (campaign !== undefined) return control?.status ?? 'running';
  return name === DOUBLE_OPT_IN ? 'built-in' : 'removed';
}
