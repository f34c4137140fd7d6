import type { Command } from 'commander';
import * as z from 'zod';
import { campaignStandingSchema, listControls } from '../../shared/app/campaign/list-controls.ts';
import { deliverabilitySchema, readDeliverability } from '../../shared/app/reputation/read-deliverability.ts';
import type { Clock, Table } from '../../shared/ports.ts';
import {
  addTargetOptions,
  type CampaignTarget,
  inDataFolder,
  onDeployedTable,
} from '../campaign/campaign-target.ts';
import { deliverabilityLines } from '../campaign/deliverability-lines.ts';
import { standingLines } from '../campaign/standing-lines.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';

export function addCampaignsCommand(program: Command): void {
  const command = program
    .command('campaigns')
    .description('list the campaigns: which run, are paused or stopped, and how far their broadcasts are');
  addTargetOptions(command).action(async (target: CampaignTarget) => {
    const standings = await readStandings(target);
    const { campaigns, deliverability } = standings;
    printResult(
      standings,
      [...standingLines(campaigns), ...deliverabilityLines(deliverability)],
      target.json ?? false,
    );
  });
}

const standingsSchema = z.object({
  campaigns: z.array(campaignStandingSchema).readonly(),
  /** Absent in the answer of a server of an earlier release. */
  deliverability: deliverabilitySchema.optional(),
});

async function readStandings({ data, table }: CampaignTarget): Promise<z.infer<typeof standingsSchema>> {
  if (table !== undefined) return await onDeployedTable(table, standingsOf);
  const answer = await askServer(data, '/api/campaigns/controls', standingsSchema);
  if (answer !== undefined) return answer;
  return await inDataFolder(data, standingsOf);
}

const standingsOf = async (table: Table, clock: Clock): Promise<z.infer<typeof standingsSchema>> => ({
  campaigns: await listControls(table),
  deliverability: await readDeliverability(table, clock.now()),
});
