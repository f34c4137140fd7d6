import * as z from 'zod';
import { realData } from '../support/real-data.ts';
import { type BenchResult, type BenchRow, judged, notMeasured, told } from './bench-result.ts';
import { orderHistory } from './order-history.ts';
import { progressLine } from './progress-line.ts';
import { type FinishedCommand, runPerennial } from './run-command.ts';
import { figure, median } from './statistics.ts';
import { winBackShop } from './win-back-shop.ts';

const RUNS = 5;
const RUNS_OF_ALL_CAMPAIGNS = 3;
const YEAR_TARGET_SECONDS = 10;
const resultSchema = z.object({ seconds: z.number(), inputsPerSecond: z.number() });

type Run = z.infer<typeof resultSchema> & Pick<FinishedCommand, 'cpuSeconds' | 'peakMegabytes'>;

export async function measureSimulateSpeed(): Promise<BenchResult> {
  const { file, name } = orderHistory('whole');
  await using shop = await winBackShop();
  const alone = await simulateOften(RUNS, ...['--orders', file, '--threads', '1', '--shop', shop.directory]);
  const whole = await simulateOften(RUNS_OF_ALL_CAMPAIGNS, '--orders', file);
  const speeds = alone.map((run) => run.inputsPerSecond);
  const best = fastest(alone);
  return {
    rows: [
      judged(
        {
          what: '`simulate`, one thread, all ticks, with the three mails of `win-back` alone: seconds',
          target: 'under 2 s',
          measured: secondsText(alone),
          cause: CAUSE,
        },
        best < 2,
      ),
      judged(
        {
          what: 'The same: inputs a second',
          target: '100,000 or more',
          measured: `${figure(Math.max(...speeds))} (median ${figure(median(speeds))})`,
          cause: CAUSE,
        },
        Math.max(...speeds) >= 100_000,
      ),
      told(
        'With all campaigns of the example shop, and as many threads as the machine has cores: seconds',
        secondsText(whole),
        'Seven times as many messages, each with its journey; every customer is looked at by each dated campaign.',
      ),
      ...(await measureYear()),
    ],
    method:
      `\`perennial simulate --json\` over ${name}, with assumed consent, ${RUNS} times in a process of its own (with all campaigns ` +
      `${RUNS_OF_ALL_CAMPAIGNS} times); best run. ` +
      'Seconds are its own figure: from loading the rules and reading the file to the result, the start of Node left out. ' +
      'Inputs are events plus the instants at which time alone changed a customer. CPU is the whole process, all threads ' +
      '(garbage collection and compilation have their own), start included.',
    figures: {
      seconds: best,
      cpuSeconds: Math.min(...alone.map((run) => run.cpuSeconds)),
      peakMegabytes: median(alone.map((run) => run.peakMegabytes)),
    },
  };
}

const CAUSE =
  'Each customer lives through some ten instants at which time alone changes something. By a profile three tenths go into segments of ' +
  'the shop’s own and when time alone moves customers between them, an eighth each into classes and garbage collection, a tenth ' +
  'each into learning and campaigns, the rest into orders, the file and digests.';

async function measureYear(): Promise<readonly BenchRow[]> {
  const what =
    '`simulate` of a year of Online Retail (541,909 rows) with all campaigns of the example shop: seconds';
  const target = `under ${YEAR_TARGET_SECONDS} s`;
  const file = realData('online-retail/online-retail.csv.gz');
  if (file === undefined) return notMeasured(what, target, 'Online Retail is not on this machine.').rows;
  const year = await simulateOften(RUNS, '--orders', file, '--format', 'online-retail');
  const row = {
    what,
    target,
    measured: secondsText(year),
    remark: 'Reading and checking the rows, which one thread does, is more than a third of it.',
  };
  const alone = await simulateOften(1, '--orders', file, '--format', 'online-retail', '--threads', '1');
  return [
    judged(row, fastest(year) < YEAR_TARGET_SECONDS),
    told('The same in one thread: seconds', secondsText(alone)),
  ];
}

async function simulateOften(times: number, ...args: readonly string[]): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let run = 1; run <= times; run += 1) {
    const { stdout, cpuSeconds, peakMegabytes } = await runPerennial('simulate', '--json', ...args);
    const { seconds, inputsPerSecond } = resultSchema.parse(JSON.parse(stdout));
    runs.push({ seconds, inputsPerSecond, cpuSeconds, peakMegabytes });
    progressLine(`run ${run}: ${seconds} s, ${inputsPerSecond} inputs/s, CPU ${cpuSeconds.toFixed(2)} s`);
  }
  return runs;
}

const fastest = (runs: readonly Run[]): number => Math.min(...runs.map(({ seconds }) => seconds));

const secondsText = (runs: readonly Run[]): string =>
  `${figure(fastest(runs))} s (median ${figure(median(runs.map(({ seconds }) => seconds)))} s; CPU ${figure(Math.min(...runs.map(({ cpuSeconds }) => cpuSeconds)))} s)`;
