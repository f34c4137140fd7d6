import type { Instant } from '../../domain/instant.ts';
import { gauge } from '../../domain/report/counters.ts';
import type { Rules } from '../../domain/rules.ts';
import {
  NOVELTY_NEEDS,
  type NoveltyNeed,
  PRICE_NEEDS,
  type PriceNeed,
  STAGES,
  type Stage,
  TIERS,
  type Tier,
} from '../../domain/segment/classes.ts';
import type { SegmentRules } from '../../domain/segment/segment-rules.ts';
import type { ShopSettings } from '../../domain/shop-settings.ts';
import type { Clock, Table } from '../../ports.ts';
import { TOTAL_COUNTERS_KEY } from '../item-keys.ts';
import { tallyCampaign } from './campaign-tally.ts';
import { type CounterReport, reportCounters } from './counter-report.ts';
import type { MessageReport } from './message-report.ts';
import { type CalibrationReport, readCalibration, reportCalibration } from './read-calibration.ts';
import { type GroupCount, reportScores, type ScoreCount } from './report-scores.ts';
import type { RuntimeStatus } from './runtime-status.ts';
import { scanCampaignCounters } from './scan-campaign-counters.ts';
import { countersOf } from './stored-body.ts';

/** The first screen of the page, and what its other views share. */
export interface Overview {
  readonly shop: Pick<ShopSettings, 'name' | 'currency' | 'timeZone' | 'locale'>;
  readonly now: Instant;
  readonly status: RuntimeStatus;
  /** Since the beginning. */
  readonly totals: CounterReport & {
    /** By campaign, then step. */
    readonly messages: readonly MessageReport[];
  };
  /** Customers now in each stage, tier, and pair of the two; every class is there, with 0 where it is empty. */
  readonly stages: readonly { readonly stage: Stage; readonly customers: number }[];
  readonly tiers: readonly { readonly tier: Tier; readonly customers: number }[];
  readonly matrix: readonly { readonly stage: Stage; readonly tier: Tier; readonly customers: number }[];
  /** RFM scores that somebody has. */
  readonly scores: readonly ScoreCount[];
  /** In the shop's order. */
  readonly groups: readonly GroupCount[];
  /** The shop's own segments, in its order. They overlap. */
  readonly segments: readonly (SegmentRules & { readonly customers: number })[];
  readonly priceNeeds: readonly { readonly need: PriceNeed; readonly customers: number }[];
  readonly noveltyNeeds: readonly { readonly need: NoveltyNeed; readonly customers: number }[];
  /** The newest; absent before the first. */
  readonly calibration?: CalibrationReport;
}

interface OverviewSources {
  readonly table: Table;
  readonly clock: Clock;
  readonly rules: Pick<Rules, 'shop' | 'rfm' | 'segments'>;
  readonly status: () => RuntimeStatus;
}

/** Reads the totals and gauges, the campaigns' counters and the newest calibration: as much, whatever the number of customers. */
export async function readOverview({ table, clock, rules, status }: OverviewSources): Promise<Overview> {
  const [total, campaigns, calibration] = await Promise.all([
    table.get(TOTAL_COUNTERS_KEY),
    scanCampaignCounters(table),
    readCalibration(table, rules.shop),
  ]);
  const counters = countersOf(total);
  const customersIn = (name: string): number => Math.max(0, counters[name] ?? 0);
  const { name, currency, timeZone, locale } = rules.shop;
  return {
    shop: { name, currency, timeZone, locale },
    now: clock.now(),
    status: status(),
    totals: {
      ...reportCounters(counters),
      messages: [...campaigns].flatMap(([campaign, counted]) => tallyCampaign(campaign, [counted]).messages),
    },
    stages: STAGES.map((stage) => ({ stage, customers: customersIn(gauge.stage(stage)) })),
    tiers: TIERS.map((tier) => ({ tier, customers: customersIn(gauge.tier(tier)) })),
    matrix: STAGES.flatMap((stage) =>
      TIERS.map((tier) => ({ stage, tier, customers: customersIn(gauge.class(stage, tier)) })),
    ),
    ...reportScores(counters, rules.rfm.groups),
    segments: rules.segments.map((segment) => ({
      ...segment,
      customers: customersIn(gauge.segment(segment.name)),
    })),
    priceNeeds: PRICE_NEEDS.map((need) => ({ need, customers: customersIn(gauge.price(need)) })),
    noveltyNeeds: NOVELTY_NEEDS.map((need) => ({ need, customers: customersIn(gauge.novelty(need)) })),
    ...(calibration && { calibration: reportCalibration(calibration) }),
  };
}
