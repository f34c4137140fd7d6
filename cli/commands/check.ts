import type { Command } from 'commander';
import { checkShop } from '../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../shared/config/shop-problem.ts';
import { printResult } from '../print-result.ts';

export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description("check the shop's files: all errors at once, each with its place and how to mend it")
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (options: { shop: string; json?: boolean }) => {
      const { problems, bundle } = await checkShop(options.shop);
      const result = { valid: problems.length === 0, version: bundle?.rules.version, problems };
      const lines =
        bundle !== undefined && problems.length === 0
          ? [
              `${options.shop}: no problems. ${bundle.rules.segments.length} segments, ${bundle.rules.campaigns.length} campaigns, ${Object.keys(bundle.templates).length} templates, version ${bundle.rules.version}.`,
            ]
          : problems.map(formatShopProblem);
      printResult(result, lines, options.json ?? false);
      if (problems.length > 0) process.exitCode = 1;
    });
}
