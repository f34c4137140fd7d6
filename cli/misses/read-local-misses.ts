import * as z from 'zod';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import {
  accountOf,
  type CampaignMisses,
  readCampaignMisses,
} from '../../shared/app/console/campaign-misses.ts';
import type { MissPage } from '../../shared/app/console/list-misses.ts';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { askServer } from '../start/ask-server.ts';
import { withLocalDatabase } from '../start/with-local-database.ts';

/** The run's own answers: only their frames are checked. */
const reportSchema = z.custom<CampaignReport>(
  (value) => typeof value === 'object' && value !== null && 'messages' in value && 'arms' in value,
);
const pageSchema = z.custom<MissPage>(
  (value) => typeof value === 'object' && value !== null && 'misses' in value,
);

/**
 * Reads who missed a campaign's messages: a run that holds the folder is asked; else its file is read, and the rules are those of the
 * folder `shop`. Throws `CONSOLE.UNKNOWN_CAMPAIGN`, `CONSOLE.BAD_CURSOR`, `CLI.NO_DATA` and `SHOP.INVALID`.
 */
export async function readLocalMisses(
  data: string,
  shop: string,
  campaign: string,
  cursor?: string,
): Promise<CampaignMisses> {
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const report = await askServer(data, path);
  if (report !== undefined) {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = await askServer(data, `${path}/misses${query}`);
    return { ...accountOf(reportSchema.parse(report)), ...pageSchema.parse(page) };
  }
  return await withLocalDatabase(data, async (database) => {
    const { rules } = await loadShop(shop, { templates: false });
    return await readCampaignMisses(
      { table: createSqliteTable(database, () => false), rules },
      campaign,
      cursor,
    );
  });
}
