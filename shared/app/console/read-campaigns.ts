import type { CampaignRules } from '../../domain/campaign/campaign-rules.ts';
import { CONTROL_ARM, HOLDOUT_ARM } from '../../domain/experiment/compare-campaign.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Exceedance } from '../../domain/reputation/judge-reputation.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Table } from '../../ports.ts';
import { listControls } from '../campaign/list-controls.ts';
import { costOf } from './campaign-cost.ts';
import { type CampaignStatus, campaignStatus } from './campaign-status.ts';
import { type CampaignTally, tallyCampaign } from './campaign-tally.ts';
import { scanCampaignCounters } from './scan-campaign-counters.ts';

/** One line of the list of campaigns. */
export interface CampaignLine {
  readonly name: string;
  readonly status: CampaignStatus;
  /** Since when it is paused or stopped, or resumed; null where it has never been halted. */
  readonly since: Instant | null;
  /** The rate for which the guard of the sending reputation has paused it. */
  readonly because?: Exceedance;
  readonly description?: string;
  readonly entered: number;
  /** Held out or in the control group. */
  readonly heldOut: number;
  readonly sent: number;
  /** Of those who entered. */
  readonly converted: number;
  /** Of the orders that are put down to its messages, in minor units of the shop's currency. */
  readonly revenueMinor: number;
  /** Of its messages, in units of the shop's currency. */
  readonly cost: number;
}

/** What the readers of campaigns need to know of the shop. */
export interface CampaignSources {
  readonly table: Table;
  readonly rules: Pick<Rules, 'campaigns' | 'sending' | 'experiments' | 'shop' | 'texts'>;
}

/** Lists the campaigns of the files in their order, then those that the files no longer have. Counters of former names are added to the new. */
export async function readCampaigns({ table, rules }: CampaignSources): Promise<readonly CampaignLine[]> {
  const [counted, controls] = await Promise.all([scanCampaignCounters(table), listControls(table)]);
  const standing = new Map(controls.map((control) => [control.campaign, control]));
  const lineOf = (name: string, campaign: CampaignRules | undefined): CampaignLine => {
    const items = namesOf(name, campaign).map((each) => counted.get(each) ?? {});
    const control = standing.get(name);
    const { description } = campaign ?? {};
    return {
      name,
      status: campaignStatus(name, campaign, control),
      since: control?.since ?? null,
      ...(control?.because !== undefined && { because: control.because }),
      ...(description !== undefined && { description }),
      ...sumUp(tallyCampaign(name, items), rules, campaign?.purpose !== 'transactional'),
    };
  };
  const known = new Set(rules.campaigns.flatMap((campaign) => namesOf(campaign.name, campaign)));
  return [
    ...rules.campaigns.map((campaign) => lineOf(campaign.name, campaign)),
    ...[...counted.keys()].filter((name) => !known.has(name)).map((name) => lineOf(name, undefined)),
  ];
}

/** The name of a campaign, then those that it had before. */
export const namesOf = (name: string, campaign: CampaignRules | undefined): readonly string[] => [
  name,
  ...(campaign?.formerNames ?? []),
];

function sumUp(tally: CampaignTally, rules: CampaignSources['rules'], isPromotional: boolean) {
  const arms = [...tally.arms];
  const isHeldOut = (arm: string): boolean => arm === HOLDOUT_ARM || arm === CONTROL_ARM;
  const treated = arms.filter(([name]) => !isHeldOut(name)).map(([, arm]) => arm);
  const heldOut = arms.filter(([name]) => isHeldOut(name)).map(([, arm]) => arm);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    entered: sum(treated.map(({ customers }) => customers)),
    heldOut: sum(heldOut.map(({ customers }) => customers)),
    sent: sum(tally.messages.map(({ outcomes }) => outcomes.sent)),
    converted: sum(treated.map(({ converted }) => converted)),
    revenueMinor: sum(tally.messages.map(({ revenueMinor }) => revenueMinor)),
    cost: sum(costOf(tally.billed, rules, isPromotional).map(({ cost }) => cost)),
  };
}
