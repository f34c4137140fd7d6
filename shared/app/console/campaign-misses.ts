import { CONTROL_ARM, HOLDOUT_ARM } from '../../domain/experiment/compare-campaign.ts';
import type { Miss } from '../../domain/report/miss.ts';
import { listMisses, type MissSources } from './list-misses.ts';
import type { MessageReport, ReasonCount } from './message-report.ts';
import { type CampaignReport, readCampaign } from './read-campaign.ts';

/** What became of one step's messages, so that every one of them is accounted for. */
export interface StepAccount {
  readonly step: string;
  /** Customers for whom the step wanted a message: `sent`, `waiting` and all of `missed` together. */
  readonly wanted: number;
  readonly sent: number;
  /** Asked for and neither sent nor given up: in the queue, on its way, or waiting for room in the day's quota. */
  readonly waiting: number;
  /** Of these, how many wait for room in the day's quota. */
  readonly deferred: number;
  /** By what kept them, most first: an outcome of delivery, or why the message was not even asked for. */
  readonly missed: readonly ReasonCount[];
}

/** Who was to get a campaign's messages and did not. */
export interface CampaignMisses {
  readonly campaign: string;
  /** Of those whom the trigger met, how many were kept out for comparison: the campaign's own holdout, and the shop's control group. */
  readonly heldOut: { readonly holdout: number; readonly control: number };
  /** Of those whom the trigger met and who did not enter, by reason. */
  readonly refused: readonly ReasonCount[];
  /** In the order of the steps. */
  readonly steps: readonly StepAccount[];
  /** One page of them, newest first. */
  readonly misses: readonly Miss[];
  /** Pass it on to read the next page; absent on the last one. */
  readonly cursor?: string;
}

/**
 * Reads the account of a campaign and a page of those who missed its messages. Throws `CONSOLE.UNKNOWN_CAMPAIGN` and
 * `CONSOLE.BAD_CURSOR`.
 */
export async function readCampaignMisses(
  sources: MissSources,
  campaign: string,
  cursor?: string,
): Promise<CampaignMisses> {
  const [report, page] = await Promise.all([
    readCampaign(sources, campaign),
    listMisses(sources, campaign, cursor),
  ]);
  return { ...accountOf(report), ...page };
}

/** The figures of a campaign's report, put together so that they add up. */
export function accountOf({
  name,
  arms,
  refused,
  messages,
}: Pick<CampaignReport, 'name' | 'arms' | 'refused' | 'messages'>): Omit<
  CampaignMisses,
  'misses' | 'cursor'
> {
  const customersOf = (wanted: string): number => arms.find(({ arm }) => arm === wanted)?.customers ?? 0;
  return {
    campaign: name,
    heldOut: { holdout: customersOf(HOLDOUT_ARM), control: customersOf(CONTROL_ARM) },
    refused,
    steps: messages.map(accountOfStep),
  };
}

function accountOfStep({ step, requested, outcomes, suppressed }: MessageReport): StepAccount {
  const { sent, deferred, ...failures } = outcomes;
  const failed = Object.entries(failures).map(([reason, count]) => ({
    // At delivery, nothing might go to the address; before, `suppressed` has a reason of its own.
    reason: reason === 'suppressed' ? 'address-suppressed' : reason,
    count,
  }));
  const missed = [...failed, ...suppressed]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  const sum = (counts: readonly ReasonCount[]): number =>
    counts.reduce((total, { count }) => total + count, 0);
  return {
    step,
    wanted: requested + sum(suppressed),
    sent,
    waiting: requested - sent - sum(failed),
    deferred,
    missed,
  };
}
