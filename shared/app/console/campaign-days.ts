import { CAMPAIGN_DAY_COUNTERS, type CampaignDayCounter } from '../../domain/report/campaign-counters.ts';
import type { Table } from '../../ports.ts';
import { campaignDayCountersKey } from '../item-keys.ts';
import { countersOf } from './stored-body.ts';

/** What happened in a campaign on one day (UTC), YYYY-MM-DD. */
export type CampaignDay = { readonly day: string } & Readonly<Record<CampaignDayCounter, number>>;

/** Reads the days of a campaign, under all of its names, on which something happened, oldest first. */
export async function readCampaignDays(
  table: Table,
  names: readonly string[],
): Promise<readonly CampaignDay[]> {
  const days = new Map<string, Record<CampaignDayCounter, number>>();
  for (const name of names) {
    const { pk } = campaignDayCountersKey(name, '');
    let cursor: string | undefined;
    do {
      const page = await table.query(pk, cursor === undefined ? {} : { cursor });
      for (const item of page.items) {
        const counted = countersOf(item);
        const sums = days.get(item.sk) ?? NOTHING;
        days.set(
          item.sk,
          sumOf((counter) => sums[counter] + (counted[counter] ?? 0)),
        );
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, sums]) => ({ day, ...sums }));
}

const sumOf = (of: (counter: CampaignDayCounter) => number): Record<CampaignDayCounter, number> => {
  const sums = { ...NOTHING };
  for (const counter of CAMPAIGN_DAY_COUNTERS) sums[counter] = of(counter);
  return sums;
};

const NOTHING: Readonly<Record<CampaignDayCounter, number>> = {
  entered: 0,
  heldOut: 0,
  requested: 0,
  suppressed: 0,
  sent: 0,
  opened: 0,
  clicked: 0,
  converted: 0,
  value: 0,
  orders: 0,
  revenue: 0,
};
