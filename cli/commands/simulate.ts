import type { Command } from 'commander';
import { tallyTotals } from '../../shared/app/simulate/campaign-tally.ts';
import { type ArrivingEvent, type Simulation, simulate } from '../../shared/app/simulate/simulate.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import type { Rules } from '../../shared/domain/rules.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { addOrderOptions, type OrderOptions } from '../order-options.ts';
import { type OrderSource, openOrderSource } from '../order-source.ts';
import { parseWholeNumber } from '../parse-whole-number.ts';
import { alignColumns, printResult } from '../print-result.ts';
import { startProgressBar } from '../progress-bar.ts';
import { rulesOfFolder } from '../revision/rules-of-folder.ts';
import { shopAtRevision } from '../revision/shop-at-revision.ts';
import { historyLines, historyResult } from '../run-report.ts';
import { campaignLines } from '../simulation/campaign-lines.ts';
import { compareRuns, type RunComparison } from '../simulation/compare-runs.ts';
import { comparisonLines } from '../simulation/comparison-lines.ts';
import { openShards, threadsFor } from '../simulation/open-shards.ts';
import type { RunSetup } from '../simulation/shard-requests.ts';
import { writeChanges } from '../simulation/write-changes.ts';

interface SimulateOptions extends OrderOptions {
  readonly orders: string;
  readonly shop: string;
  readonly against?: string;
  readonly changes?: string;
  readonly threads?: number;
  readonly json?: boolean;
}

export function addSimulateCommand(program: Command): void {
  const command = program
    .command('simulate')
    .description("run an order file through the shop's rules in memory: who would be where, and get what")
    .requiredOption('--orders <file>', 'order file, plain or gzip')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option(
      '--against <revision>',
      'git revision of the shop to compare with: who gets what more, less or later',
    )
    .option('--changes <file>', "with --against: write each customer's changes to a CSV file")
    .option(
      '--threads <n>',
      'decide in so many threads side by side; what comes out is the same (default: as the file and the machine allow)',
      parseWholeNumber(1, 64),
    )
    .option('--json', 'print one JSON object');
  addOrderOptions(command).action(async (options: SimulateOptions) => {
    refuseChangesAlone(options);
    const startedAt = performance.now();
    const { rules, templates } = await loadShop(options.shop, { templates: 'texts' });
    const former = await rulesAgainst(options);
    const source = await openOrderSource(options.orders, options);
    const threads = options.threads ?? threadsFor(source.progress.bytesTotal);
    const setup = { rules, templates, logsMessages: former !== undefined };
    const compiled = compileRules(rules);
    using opened = openShards(setup, compiled, threads);
    const read = await readWithProgress(source, options);
    // Two runs want the history twice, and reading is what takes long.
    const arrivals = former === undefined ? read : [...read];
    const run = await simulate(arrivals, compiled, { shards: opened.shards, until: options.until });
    const { result, campaigns } = run;
    const seconds = (performance.now() - startedAt) / 1000;
    const inputs = result.inputs.events + result.inputs.ticks;
    const comparison = former && (await compareWith(former, arrivals, { setup, run, threads, options }));
    if (comparison !== undefined && options.changes !== undefined)
      await writeChanges(options.changes, comparison.changes);
    const report = {
      ...historyResult(result, source),
      campaigns,
      totals: tallyTotals(campaigns),
      calibrations: result.calibrations,
      seconds: Math.round(seconds * 1000) / 1000,
      inputsPerSecond: Math.round(inputs / seconds),
      ...(comparison !== undefined && { comparison }),
    };
    const lines = [
      ...historyLines(result, source),
      '',
      ...campaignLines(campaigns, rules.shop.currency),
      ...(comparison === undefined ? [] : ['', ...comparisonLines(comparison, rules)]),
      '',
      ...alignColumns([
        ['calibrations', result.calibrations],
        ['inputs a second', report.inputsPerSecond.toLocaleString('en')],
      ]),
    ];
    printResult(report, lines, options.json ?? false);
  });
}

function refuseChangesAlone({ changes, against }: SimulateOptions): void {
  if (changes === undefined || against !== undefined) return;
  throw new PerennialError('SIMULATE.NOTHING_TO_COMPARE', {
    message:
      '--changes needs another revision to compare with: name one with --against, for example --against HEAD~1.',
  });
}

async function rulesAgainst({ shop, against }: SimulateOptions): Promise<Rules | undefined> {
  return against === undefined ? undefined : rulesOfFolder(await shopAtRevision(shop, against));
}

async function compareWith(
  former: Rules,
  arrivals: Iterable<ArrivingEvent>,
  now: {
    /** Texts of both runs are estimated by the templates of now. */
    readonly setup: RunSetup;
    readonly run: Simulation;
    readonly threads: number;
    readonly options: SimulateOptions;
  },
): Promise<RunComparison> {
  const { setup, run, threads, options } = now;
  const { rules } = setup;
  const compiled = compileRules(former);
  using opened = openShards({ ...setup, rules: former }, compiled, threads);
  const before = await simulate(arrivals, compiled, { shards: opened.shards, until: options.until });
  const nameOf = (name: string): string =>
    rules.campaigns.find((campaign) => campaign.name === name || campaign.formerNames.includes(name))?.name ??
    name;
  return compareRuns(options.against ?? '', before, run, nameOf);
}

/** Reading is what takes long with a large file. */
async function readWithProgress(
  source: OrderSource,
  options: SimulateOptions,
): Promise<Iterable<ArrivingEvent>> {
  const bar = startProgressBar('Reading orders', !options.json);
  const watch = setInterval(() => bar.update(source.progress.bytesRead, source.progress.bytesTotal), 200);
  try {
    return await source.arrivals();
  } finally {
    clearInterval(watch);
    bar.stop();
  }
}
