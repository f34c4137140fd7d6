import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import { type ArmResult, conversionRate, EMPTY_ARM, meanValue } from '../../domain/experiment/arm-result.ts';
import {
  ALL_ARM,
  type CampaignComparison,
  CONTROL_ARM,
  compareCampaign,
  HOLDOUT_ARM,
} from '../../domain/experiment/compare-campaign.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Exceedance } from '../../domain/reputation/judge-reputation.ts';
import { PerennialError } from '../../perennial-error.ts';
import { campaignHint } from '../campaign/campaign-hint.ts';
import { type CampaignStanding, listControls } from '../campaign/list-controls.ts';
import { inOrderOfSteps } from '../in-order-of-steps.ts';
import { campaignCountersKey } from '../item-keys.ts';
import { type ChannelCost, costOf } from './campaign-cost.ts';
import { type CampaignDay, readCampaignDays } from './campaign-days.ts';
import { campaignStatus } from './campaign-status.ts';
import { tallyCampaign } from './campaign-tally.ts';
import { type TaskReport, tallyTasks, tallyWebhooks, type WebhookReport } from './effect-report.ts';
import type { MessageReport, ReasonCount } from './message-report.ts';
import { type CampaignLine, type CampaignSources, namesOf } from './read-campaigns.ts';
import { countersOf } from './stored-body.ts';

/** One arm of a campaign. */
export interface ArmReport extends ArmResult {
  readonly arm: string;
  /** 0 to 1. */
  readonly rate: number;
  /** Of a customer, in minor units of the shop's currency. */
  readonly meanMinor: number;
}

/** All that is known of one campaign. */
export interface CampaignReport {
  readonly name: string;
  readonly status: CampaignLine['status'];
  readonly since: Instant | null;
  /** The rate for which the guard of the sending reputation has paused it. */
  readonly because?: Exceedance;
  /** As the files have it; absent once they no longer do. */
  readonly rules?: CampaignRules;
  readonly broadcasts: CampaignStanding['broadcasts'];
  /** Entries that have not come to their end. */
  readonly underWay: number;
  /** Variants in the order of the file, then holdout and control group, where they have anybody. */
  readonly arms: readonly ArmReport[];
  readonly comparison: CampaignComparison;
  /** How sure the comparison's answers are: 0.95. */
  readonly confidence: number;
  /** In the order of the steps. */
  readonly messages: readonly MessageReport[];
  /** By step. */
  readonly webhooks: readonly WebhookReport[];
  readonly tasks: readonly TaskReport[];
  readonly refused: readonly ReasonCount[];
  readonly exited: readonly ReasonCount[];
  readonly costs: readonly ChannelCost[];
  /** On which something happened, oldest first. */
  readonly days: readonly CampaignDay[];
}

/** Reads one campaign's counters and days, and compares its arms. Throws `CONSOLE.UNKNOWN_CAMPAIGN`. */
export async function readCampaign(sources: CampaignSources, name: string): Promise<CampaignReport> {
  const { table, rules } = sources;
  const campaign = rules.campaigns.find((each) => each.name === name);
  const names = namesOf(name, campaign);
  const [items, controls, days] = await Promise.all([
    table.getMany(names.map(campaignCountersKey)),
    listControls(table, new Set([name])),
    readCampaignDays(table, names),
  ]);
  const counted = items.filter((item) => item !== undefined).map(countersOf);
  if (campaign === undefined && counted.length === 0)
    throw new PerennialError('CONSOLE.UNKNOWN_CAMPAIGN', {
      message: `There is no campaign "${name}". ${campaignHint(
        name,
        rules.campaigns.map((each) => each.name),
      )}`,
    });

  const tally = tallyCampaign(name, counted);
  const arms = reportArms(tally.arms, campaign);
  const isTreated = ({ arm }: ArmReport): boolean => arm !== HOLDOUT_ARM && arm !== CONTROL_ARM;
  const entered = arms.filter(isTreated).reduce((sum, { customers }) => sum + customers, 0);
  const left = tally.exited.reduce((sum, { count }) => sum + count, 0);
  const { confidence } = rules.experiments;
  return {
    name,
    status: campaignStatus(name, campaign, controls[0]),
    since: controls[0]?.since ?? null,
    ...(controls[0]?.because !== undefined && { because: controls[0].because }),
    ...(campaign && { rules: campaign }),
    broadcasts: controls[0]?.broadcasts ?? [],
    underWay: Math.max(0, entered - left),
    arms,
    comparison: compareCampaign(tally.arms, splitOf(campaign), confidence),
    confidence,
    messages: inOrderOfSteps(tally.messages, campaign?.steps ?? []),
    webhooks: tallyWebhooks(counted),
    tasks: tallyTasks(counted),
    refused: tally.refused,
    exited: tally.exited,
    costs: costOf(tally.billed, rules, campaign?.purpose !== 'transactional'),
    days,
  };
}

function reportArms(
  counted: ReadonlyMap<string, ArmResult>,
  campaign: CampaignRules | undefined,
): readonly ArmReport[] {
  const variants = campaign?.variants.map(({ name }) => name) ?? [];
  const last = [HOLDOUT_ARM, CONTROL_ARM];
  const others = [...counted.keys()].filter((arm) => !variants.includes(arm) && !last.includes(arm));
  const shown = [...(variants.length === 0 && others.length === 0 ? [ALL_ARM] : variants), ...others];
  return [...shown, ...last.filter((arm) => counted.has(arm))].map((arm) => {
    const result = counted.get(arm) ?? EMPTY_ARM;
    return { arm, ...result, rate: conversionRate(result), meanMinor: meanValue(result) };
  });
}

/** Of a campaign that the files no longer have nothing is known but its arms. */
const splitOf = (campaign: CampaignRules | undefined) => ({
  variants: campaign?.variants ?? [],
  holdoutPercent: campaign?.holdoutPercent ?? 0,
  countsEntries: campaign === undefined || campaign.reentry.kind === 'always',
});
