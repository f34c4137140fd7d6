import type { Instant } from '../../domain/instant.ts';
import { gauge } from '../../domain/report/counters.ts';
import type { ShopSettings } from '../../domain/rules.ts';
import { STAGES, type Stage, TIERS, type Tier } from '../../domain/segment/classes.ts';
import type { Clock, Table } from '../../ports.ts';
import { TOTAL_COUNTERS_KEY } from '../item-keys.ts';
import { type CounterReport, reportCounters } from './counter-report.ts';
import type { RuntimeStatus } from './runtime-status.ts';
import { countersOf } from './stored-body.ts';

/** The first screen of the page. */
export interface Overview {
  readonly shop: Pick<ShopSettings, 'name' | 'currency' | 'timeZone' | 'locale'>;
  readonly now: Instant;
  readonly status: RuntimeStatus;
  /** Since the beginning. */
  readonly totals: CounterReport;
  /** Customers now in each stage, tier, and pair of the two; every class is there, with 0 where it is empty. */
  readonly stages: readonly { readonly stage: Stage; readonly customers: number }[];
  readonly tiers: readonly { readonly tier: Tier; readonly customers: number }[];
  readonly matrix: readonly { readonly stage: Stage; readonly tier: Tier; readonly customers: number }[];
}

interface OverviewSources {
  readonly table: Table;
  readonly clock: Clock;
  readonly shop: ShopSettings;
  readonly status: () => RuntimeStatus;
}

/** Reads the totals and gauges: one item, whatever the number of customers. */
export async function readOverview({ table, clock, shop, status }: OverviewSources): Promise<Overview> {
  const counters = countersOf(await table.get(TOTAL_COUNTERS_KEY));
  const customersIn = (name: string): number => Math.max(0, counters[name] ?? 0);
  return {
    shop: { name: shop.name, currency: shop.currency, timeZone: shop.timeZone, locale: shop.locale },
    now: clock.now(),
    status: status(),
    totals: reportCounters(counters),
    stages: STAGES.map((stage) => ({ stage, customers: customersIn(gauge.stage(stage)) })),
    tiers: TIERS.map((tier) => ({ tier, customers: customersIn(gauge.tier(tier)) })),
    matrix: STAGES.flatMap((stage) =>
      TIERS.map((tier) => ({ stage, tier, customers: customersIn(gauge.class(stage, tier)) })),
    ),
  };
}
