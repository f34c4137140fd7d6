import type { Command } from 'commander';
import { missLines } from '../misses/miss-lines.ts';
import { readLocalMisses } from '../misses/read-local-misses.ts';
import { printResult } from '../print-result.ts';

interface MissesOptions {
  readonly data: string;
  readonly shop: string;
  readonly cursor?: string;
  readonly json?: boolean;
}

export function addMissesCommand(program: Command): void {
  program
    .command('misses')
    .argument('<campaign>', 'name of the campaign')
    .description(
      "who was to get a campaign's messages and did not, each with the reason; and by step, figures that add up",
    )
    .option('--cursor <cursor>', 'where the last page ended, as it says at its end')
    .option('--data <dir>', 'folder that start keeps everything in', '.perennial')
    .option('--shop <dir>', "folder of the shop's files; a running shop goes by its own", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (campaign: string, { data, shop, cursor, json = false }: MissesOptions) => {
      const misses = await readLocalMisses(data, shop, campaign, cursor);
      printResult(misses, missLines(misses), json);
    });
}
