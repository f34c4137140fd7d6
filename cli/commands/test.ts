import type { Command } from 'commander';
import { printResult } from '../print-result.ts';
import { hasPassed, testLines, testResult } from '../scenario/scenario-report.ts';
import { testShop } from '../scenario/test-shop.ts';

export function addTestCommand(program: Command): void {
  program
    .command('test')
    .argument('[files...]', "scenario files; all in the shop's tests folder where none is named")
    .description('run scenario files: given what happens to customers, expect what they get')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (files: readonly string[], options: { shop: string; json?: boolean }) => {
      const tested = await testShop(options.shop, files);
      printResult(testResult(tested), testLines(tested), options.json ?? false);
      if (!tested.every(hasPassed)) process.exitCode = 1;
    });
}
