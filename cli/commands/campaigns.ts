import type { Command } from 'commander';
import * as z from 'zod';
import { campaignStandingSchema, listControls } from '../../shared/app/campaign/list-controls.ts';
import {
  addTargetOptions,
  type CampaignTarget,
  inDataFolder,
  onDeployedTable,
} from '../campaign/campaign-target.ts';
import { standingLines } from '../campaign/standing-lines.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';

export function addCampaignsCommand(program: Command): void {
  const command = program
    .command('campaigns')
    .description('list the campaigns: which run, are paused or stopped, and how far their broadcasts are');
  addTargetOptions(command).action(async (target: CampaignTarget) => {
    const standings = await readStandings(target);
    printResult(standings, standingLines(standings.campaigns), target.json ?? false);
  });
}

const standingsSchema = z.object({ campaigns: z.array(campaignStandingSchema).readonly() });

async function readStandings({ data, table }: CampaignTarget): Promise<z.infer<typeof standingsSchema>> {
  if (table !== undefined)
    return await onDeployedTable(table, async (deployed) => ({ campaigns: await listControls(deployed) }));
  const answer = await askServer(data, '/api/campaigns/controls');
  if (answer !== undefined) return standingsSchema.parse(answer);
  return await inDataFolder(data, async (local) => ({ campaigns: await listControls(local) }));
}
