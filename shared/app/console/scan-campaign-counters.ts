import type { Table } from '../../ports.ts';
import { CAMPAIGN_COUNTERS_PARTITION } from '../item-keys.ts';
import { countersOf } from './stored-body.ts';

/** Reads the counters of every campaign that ever did anything, by its name. */
export async function scanCampaignCounters(
  table: Table,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const campaigns = new Map<string, Readonly<Record<string, number>>>();
  let cursor: string | undefined;
  do {
    const page = await table.query(CAMPAIGN_COUNTERS_PARTITION, cursor === undefined ? {} : { cursor });
    for (const item of page.items) campaigns.set(item.sk, countersOf(item));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return campaigns;
}
