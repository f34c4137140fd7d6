import type { Command } from 'commander';
import { campaignExplanationLines } from '../explanation/campaign-explanation-lines.ts';
import { explanationLines } from '../explanation/explanation-lines.ts';
import { printResult } from '../print-result.ts';
import { readLocalCampaignExplanation } from '../start/read-local-campaign-explanation.ts';
import { readLocalExplanation } from '../start/read-local-explanation.ts';

interface ExplainOptions {
  readonly data: string;
  readonly shop: string;
  readonly json?: boolean;
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .argument('<customer>', 'the customer id that the shop gives')
    .argument(
      '[campaign]',
      'why they did or did not get this campaign; without it, why they are in each class',
    )
    .description(
      'why a customer is in each class and segment: values, thresholds, predictions, what comes next; or why they did or did not get a campaign',
    )
    .option('--data <dir>', 'folder that start keeps everything in', '.perennial')
    .option('--shop <dir>', "folder of the shop's files; a running shop goes by its own", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (customer: string, campaign: string | undefined, options: ExplainOptions) => {
      const { data, shop, json = false } = options;
      if (campaign !== undefined) {
        const explained = await readLocalCampaignExplanation(data, shop, customer, campaign);
        printResult(explained, campaignExplanationLines(explained), json);
        return;
      }
      const explained = await readLocalExplanation(data, shop, customer);
      const { explanation, ...head } = explained;
      printResult({ ...head, ...explanation }, explanationLines(explained), json);
    });
}
