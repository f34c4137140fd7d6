import * as z from 'zod';
import {
  accountOf,
  type CampaignMisses,
  readCampaignMisses,
} from '../../shared/app/console/campaign-misses.ts';
import { type HeldOut, listHeldOut } from '../../shared/app/console/list-held-out.ts';
import type { MissPage, MissSources } from '../../shared/app/console/list-misses.ts';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import type { Clock, Table } from '../../shared/ports.ts';
import { type CampaignTarget, inDataFolder, onDeployedTable } from '../campaign/campaign-target.ts';
import { askServer } from '../start/ask-server.ts';

/** The run's own answers: only their frames are checked. */
const reportSchema = z.custom<CampaignReport>(
  (value) => typeof value === 'object' && value !== null && 'messages' in value && 'arms' in value,
);
const pageSchema = z.custom<MissPage>(
  (value) => typeof value === 'object' && value !== null && 'misses' in value,
);
const heldOutSchema = z.object({ heldOut: z.custom<readonly HeldOut[]>(Array.isArray) });

export interface MissesTarget extends CampaignTarget {
  readonly shop: string;
}

/**
 * Reads who missed a campaign's messages: of a deployed table; else a run that holds the folder is asked; else the folder's file is read. But for the
 * run, which goes by its own, the rules are those of the folder `shop`. Throws `CONSOLE.UNKNOWN_CAMPAIGN`, `CONSOLE.BAD_CURSOR`,
 * `CLI.NO_DATA` and `SHOP.INVALID`.
 */
export async function readMisses(
  target: MissesTarget,
  campaign: string,
  cursor?: string,
): Promise<CampaignMisses> {
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const report = target.table === undefined ? await askServer(target.data, path, reportSchema) : undefined;
  if (report !== undefined) {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = await askServer(target.data, `${path}/misses${query}`, pageSchema);
    if (page !== undefined) return { ...accountOf(report), ...page };
  }
  return await onStored(target, (sources) => readCampaignMisses(sources, campaign, cursor));
}

/** Whom the campaign kept out for comparison, read of the same places and with the same errors; `CONSOLE.BAD_CURSOR` apart. */
export async function readHeldOut(target: MissesTarget, campaign: string): Promise<readonly HeldOut[]> {
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/held-out`;
  const answer = target.table === undefined ? await askServer(target.data, path, heldOutSchema) : undefined;
  if (answer !== undefined) return answer.heldOut;
  return await onStored(target, (sources) => listHeldOut(sources, campaign));
}

async function onStored<Result>(
  { table, data, shop }: MissesTarget,
  read: (sources: MissSources) => Promise<Result>,
): Promise<Result> {
  const { rules } = await loadShop(shop, { templates: false });
  const work = (stored: Table, clock: Clock) => read({ table: stored, clock, rules });
  return table === undefined ? await inDataFolder(data, work) : await onDeployedTable(table, work);
}
