import type { Instant } from '../instant.ts';
import type { CampaignControl, Halt } from './campaign-control.ts';

/** What people decided about campaigns, by name; undefined where nobody can decide anything, as in a dry run. */
export type CampaignControls = ReadonlyMap<string, CampaignControl> | undefined;

/** Whether a campaign's trigger holds at an instant: it has been published by then. */
export const isPublishedAt = (controls: CampaignControls, campaign: string, at: Instant): boolean =>
  controls === undefined || at >= (controls.get(campaign)?.since ?? Number.POSITIVE_INFINITY);

/** The halt that a campaign is in at an instant. */
export const haltAt = (controls: CampaignControls, campaign: string, at: Instant): Halt | undefined =>
  controls?.get(campaign)?.halts.find(({ from, to = Number.POSITIVE_INFINITY }) => from <= at && at < to);

/** Whether a campaign was stopped after somebody had entered it, up to an instant. */
export const wasStoppedSince = (
  controls: CampaignControls,
  campaign: string,
  enteredAt: Instant,
  at: Instant,
): boolean =>
  controls
    ?.get(campaign)
    ?.halts.some(({ kind, from }) => kind === 'stopped' && from > enteredAt && from <= at) === true;

/** The first instant at or after `at` when a campaign is not paused; undefined while nobody has resumed it. */
export function resumesAt(controls: CampaignControls, campaign: string, at: Instant): Instant | undefined {
  const halt = haltAt(controls, campaign, at);
  if (halt === undefined || halt.kind === 'stopped') return at;
  return halt.to === undefined ? undefined : resumesAt(controls, campaign, halt.to);
}
