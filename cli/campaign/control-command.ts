import type { Command } from 'commander';
import * as z from 'zod';
import {
  type CampaignAction,
  type ControlledCampaign,
  controlCampaign,
} from '../../shared/app/campaign/control-campaign.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';
import { addTargetOptions, type CampaignTarget, inDataFolder, onDeployedTable } from './campaign-target.ts';

/** Adds the command of an action: `pause`, `resume` or `stop`. */
export function addControlCommand(program: Command, action: CampaignAction, description: string): void {
  const command = program
    .command(action)
    .argument('<campaign>', "the campaign's name")
    .description(description);
  addTargetOptions(command).action(async (campaign: string, target: CampaignTarget) => {
    const controlled = await control(campaign, action, target);
    printResult(controlled, [controlLine(controlled)], target.json ?? false);
  });
}

const answerSchema = z.object({
  campaign: z.string(),
  status: z.enum(['running', 'paused', 'stopped']),
  since: z.number().nullable(),
  isNew: z.boolean(),
});

async function control(
  campaign: string,
  action: CampaignAction,
  { data, table }: CampaignTarget,
): Promise<ControlledCampaign> {
  if (table !== undefined)
    return await onDeployedTable(table, (deployed, clock) =>
      controlCampaign({ table: deployed, clock }, campaign, action),
    );
  const answer = await askServer(
    data,
    `/api/campaigns/${encodeURIComponent(campaign)}/${action}`,
    answerSchema,
    {},
  );
  if (answer !== undefined) return answer;
  return await inDataFolder(data, (local, clock) =>
    controlCampaign({ table: local, clock }, campaign, action),
  );
}

/** What an action came to, for a person. */
export function controlLine({ campaign, status, since, isNew }: ControlledCampaign): string {
  if (since === null) return `${campaign} runs, and has never been paused or stopped.`;
  const at = `${new Date(since).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  if (!isNew)
    return status === 'running'
      ? `${campaign} runs already, since it was resumed at ${at}.`
      : `${campaign} is ${status} already, since ${at}.`;
  switch (status) {
    case 'paused':
      return `${campaign} is paused as of ${at}. Within a minute nobody enters and nothing is sent; journeys go on when it is resumed.`;
    case 'stopped':
      return `${campaign} is stopped as of ${at}. Within a minute nobody enters and nothing is sent; journeys end.`;
    case 'running':
      return `${campaign} runs again as of ${at}. Within two minutes journeys that were paused go on; those that were stopped have ended.`;
  }
}
