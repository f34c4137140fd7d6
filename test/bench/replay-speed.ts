import { join } from 'node:path';
import * as z from 'zod';
import { type BenchResult, told } from './bench-result.ts';
import { orderHistory } from './order-history.ts';
import { progressLine } from './progress-line.ts';
import { runPerennial } from './run-command.ts';
import { figure, median } from './statistics.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUNS = 3;
const resultSchema = z.object({ orders: z.number(), customers: z.number(), stateDigest: z.string() });
const speedSchema = resultSchema.extend({ seconds: z.number(), inputsPerSecond: z.number() });

export async function measureReplaySpeed(): Promise<BenchResult> {
  const { file, name } = orderHistory('sample');
  const simulation = await runPerennial('simulate', '--orders', file, '--json');
  const simulated = speedSchema.parse(JSON.parse(simulation.stdout));
  const inputs = simulated.seconds * simulated.inputsPerSecond;
  const runs = [];
  for (let number = 1; number <= RUNS; number += 1) {
    const data = join(temporaryFolder(), 'data');
    const run = await runPerennial(
      'start',
      '--orders',
      file,
      '--data',
      data,
      '--speed',
      'max',
      '--exit',
      '--json',
    );
    const { stateDigest } = resultSchema.parse(JSON.parse(run.stdout));
    if (stateDigest !== simulated.stateDigest) throw new Error('The replay did not end where simulate ends.');
    progressLine(
      `run ${number}: ${figure(run.seconds)} s, CPU ${figure(run.cpuSeconds)} s, ${figure(run.endMegabytes)} MB`,
    );
    runs.push(run);
  }
  const seconds = runs.map((run) => run.seconds);
  const best = Math.min(...seconds);
  return {
    rows: [
      told(
        'Embedded mode: replay of a history through the whole pipeline, inputs a second',
        `${figure(inputs / best)} (median ${figure(inputs / median(seconds))})`,
        `${figure(simulated.orders / best)} orders a second with their consents, ticks, e-mails and counters; ${figure(best)} s in all.`,
      ),
      told(
        'Embedded mode: CPU of that replay',
        `${figure(Math.min(...runs.map(({ cpuSeconds }) => cpuSeconds)))} s`,
      ),
      told(
        'Embedded mode: memory (RSS) after the replay',
        `${figure(median(runs.map(({ endMegabytes }) => endMegabytes)))} MB (highest ${figure(Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)))} MB)`,
      ),
    ],
    method:
      `\`perennial start --speed max --exit\` over ${name} on a fresh folder, ${RUNS} runs; best, and median. The whole process, start and ` +
      'CDK included; it must end with the `stateDigest` of `simulate`. Inputs are those that `simulate` counts in the same file.',
    figures: { seconds: best, inputsPerSecond: inputs / best },
  };
}
