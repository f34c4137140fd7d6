import * as z from 'zod';
import { type BenchResult, judged } from './bench-result.ts';
import { orderHistory } from './order-history.ts';
import { progressLine } from './progress-line.ts';
import { runPerennial } from './run-command.ts';
import { figure, median } from './statistics.ts';

const RUNS = 5;
const resultSchema = z.object({ orders: z.number(), seconds: z.number(), inputsPerSecond: z.number() });

export async function measureSimulateSpeed(): Promise<BenchResult> {
  const { file, name } = orderHistory('whole');
  const runs: { seconds: number; inputsPerSecond: number; cpuSeconds: number; peakMegabytes: number }[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const { stdout, cpuSeconds, peakMegabytes } = await runPerennial('simulate', '--orders', file, '--json');
    const { seconds, inputsPerSecond } = resultSchema.parse(JSON.parse(stdout));
    runs.push({ seconds, inputsPerSecond, cpuSeconds, peakMegabytes });
    progressLine(`run ${run}: ${seconds} s, ${inputsPerSecond} inputs/s, CPU ${cpuSeconds.toFixed(2)} s`);
  }
  const seconds = runs.map((run) => run.seconds);
  const speeds = runs.map((run) => run.inputsPerSecond);
  const best = Math.min(...seconds);
  const cpuSeconds = Math.min(...runs.map((run) => run.cpuSeconds));
  const cause =
    'By a profile a third goes into segments of the shop’s own and when time alone moves customers between them, an eighth into ' +
    'learning at the start of each quarter, a fifth into garbage collection, the rest into classes, orders, reading and ordering the ' +
    'file, and digests.';
  return {
    rows: [
      judged(
        {
          what: '`simulate`, one thread, all ticks: seconds',
          target: 'under 2 s',
          measured: `${figure(best)} s (median ${figure(median(seconds))} s; CPU ${figure(cpuSeconds)} s)`,
          cause,
        },
        best < 2,
      ),
      judged(
        {
          what: '`simulate`: inputs a second',
          target: '100,000 or more',
          measured: `${figure(Math.max(...speeds))} (median ${figure(median(speeds))})`,
          cause,
        },
        Math.max(...speeds) >= 100_000,
      ),
    ],
    method:
      `\`perennial simulate --json\` over ${name}, with assumed consent, ${RUNS} times in a process of its own; best run. ` +
      'Seconds are its own figure: from loading the rules and reading the file to the result, the start of Node left out. ' +
      'Inputs are events plus the instants at which time alone changed a customer. CPU is the whole process, all threads ' +
      '(garbage collection and compilation have their own), start included.',
    figures: { seconds: best, cpuSeconds, peakMegabytes: median(runs.map((run) => run.peakMegabytes)) },
  };
}
