import type { Command } from 'commander';
import { addTargetOptions } from '../campaign/campaign-target.ts';
import { missLines } from '../misses/miss-lines.ts';
import { type MissesTarget, readHeldOut, readMisses } from '../misses/read-misses.ts';
import { printResult } from '../print-result.ts';

interface MissesOptions extends MissesTarget {
  readonly cursor?: string;
  readonly heldOut?: boolean;
}

export function addMissesCommand(program: Command): void {
  const command = program
    .command('misses')
    .argument('<campaign>', 'name of the campaign')
    .description(
      "who was to get a campaign's messages and did not, each with the reason; and by step, figures that add up",
    )
    .option('--cursor <cursor>', 'where the last page ended, as it says at its end')
    .option('--held-out', 'also list who was kept out for comparison; reads all customers')
    .option('--shop <dir>', "folder of the shop's files; a running shop goes by its own", 'shop');
  addTargetOptions(command).action(async (campaign: string, options: MissesOptions) => {
    const misses = await readMisses(options, campaign, options.cursor);
    const comparison = options.heldOut === true ? await readHeldOut(options, campaign) : undefined;
    printResult(
      comparison === undefined ? misses : { ...misses, comparison },
      missLines(misses, comparison),
      options.json ?? false,
    );
  });
}
