import { type Command, Option } from 'commander';
import { countJourneys } from '../plan/count-journeys.ts';
import { sidesAgainstBundle, sidesAgainstRevision } from '../plan/deployed-files.ts';
import { planDeploy } from '../plan/plan-deploy.ts';
import { planLines } from '../plan/plan-lines.ts';
import { printResult } from '../print-result.ts';

interface PlanOptions {
  readonly against: string;
  readonly bundle?: string;
  readonly shop: string;
  readonly data?: string;
  readonly table?: string;
  readonly json?: boolean;
}

export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .description('say what a deploy would change: campaigns, segments, classes, sending rules, templates')
    .option('--against <revision>', 'git revision that is deployed', 'HEAD')
    .addOption(
      new Option(
        '--bundle <file>',
        'compiled shop that is deployed (shop.json), instead of a revision',
      ).conflicts('against'),
    )
    .option('--data <dir>', "folder of a local shop's data: counts the journeys that would leave")
    .addOption(
      new Option(
        '--table <name>',
        "a deployed shop's table, to count the journeys that would leave",
      ).conflicts('data'),
    )
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (options: PlanOptions) => {
      const { shop, bundle } = options;
      const against = bundle ?? options.against;
      const { before, after } =
        bundle === undefined
          ? await sidesAgainstRevision(shop, against)
          : await sidesAgainstBundle(shop, bundle);
      const changes = planDeploy(before, after, await countJourneys(options));
      const versions = { before: before.rules.version, after: after.rules.version };
      printResult({ against, versions, changes }, planLines(changes, against), options.json ?? false);
    });
}
