import type { Command } from 'commander';
import { explanationLines } from '../explanation/explanation-lines.ts';
import { printResult } from '../print-result.ts';
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
    .description(
      'why a customer is in each class and segment: values, thresholds, predictions, what comes next',
    )
    .option('--data <dir>', 'folder that start keeps everything in', '.perennial')
    .option('--shop <dir>', "folder of the shop's files; a running shop goes by its own", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (customer: string, { data, shop, json }: ExplainOptions) => {
      const explained = await readLocalExplanation(data, shop, customer);
      const { explanation, ...head } = explained;
      printResult({ ...head, ...explanation }, explanationLines(explained), json ?? false);
    });
}
