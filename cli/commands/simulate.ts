import type { Command } from 'commander';
import { type ArrivingEvent, simulate } from '../../shared/app/simulate/simulate.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { addOrderOptions, type OrderOptions } from '../order-options.ts';
import { type OrderSource, openOrderSource } from '../order-source.ts';
import { alignColumns, printResult } from '../print-result.ts';
import { startProgressBar } from '../progress-bar.ts';
import { historyLines, historyResult } from '../run-report.ts';

interface SimulateOptions extends OrderOptions {
  readonly orders: string;
  readonly shop: string;
  readonly json?: boolean;
}

export function addSimulateCommand(program: Command): void {
  const command = program
    .command('simulate')
    .description("run an order file through the shop's rules in memory: who would be where, and get what")
    .requiredOption('--orders <file>', 'order file, plain or gzip')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--json', 'print one JSON object');
  addOrderOptions(command).action(async (options: SimulateOptions) => {
    const startedAt = performance.now();
    const { rules } = await loadShop(options.shop, { templates: false });
    const source = await openOrderSource(options.orders, options);
    const arrivals = await readWithProgress(source, options);
    const result = simulate(arrivals, compileRules(rules), options.until);
    const seconds = (performance.now() - startedAt) / 1000;
    const inputs = result.inputs.events + result.inputs.ticks;
    const report = {
      ...historyResult(result, source),
      calibrations: result.calibrations,
      seconds: Math.round(seconds * 1000) / 1000,
      inputsPerSecond: Math.round(inputs / seconds),
    };
    const lines = [
      ...historyLines(result, source),
      '',
      ...alignColumns([
        ['calibrations', result.calibrations],
        ['inputs a second', report.inputsPerSecond.toLocaleString('en')],
      ]),
    ];
    printResult(report, lines, options.json ?? false);
  });
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
