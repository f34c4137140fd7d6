import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchResult } from './bench-result.ts';
import { describeMachine } from './machine.ts';
import { measureApart } from './measurement-process.ts';
import { BENCH_NAMES, computations, measurements } from './measurements.ts';
import { performancePage } from './performance-page.ts';
import { REPOSITORY } from './run-command.ts';

const USAGE = `npm run bench [-- --only NAME ...] [--json] [--profile DIR] [--note TEXT]

Measures the table of the design's numbers and writes docs/performance.md.

  --only NAME    measure this alone, as often as wanted; the page is left as it is. NAME is one of
                 ${BENCH_NAMES.join(', ')}
  --json         print one JSON object
  --note TEXT    for the head of the page: what a reader should know of this run
  --profile DIR  let the local runtime of "events" and "mails" write a CPU profile there
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    note: { type: 'string', default: '' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function runBench(): Promise<void> {
  const unknown = values.only.find((name) => !BENCH_NAMES.includes(name));
  if (values.help || unknown !== undefined) {
    process.stderr.write(unknown === undefined ? USAGE : `There is no measurement "${unknown}".\n\n${USAGE}`);
    process.exitCode = unknown === undefined ? 0 : 2;
    return;
  }
  if (values.profile !== undefined) process.env.BENCH_PROFILE = values.profile;
  const wanted = values.only.length === 0 ? BENCH_NAMES : values.only;
  const startedAt = Date.now();
  const [loadBefore = 0] = loadavg();
  const results = await measureAll(wanted);
  const date = new Date(startedAt).toISOString().slice(0, 10);
  const run = { date, machine: describeMachine(), loadBefore, note: values.note };
  const ordered = BENCH_NAMES.flatMap((name) => {
    const result = results.get(name);
    return result === undefined || !wanted.includes(name) ? [] : [{ name, ...result }];
  });
  if (values.json) process.stdout.write(`${JSON.stringify({ ...run, results: ordered })}\n`);
  else process.stdout.write(`${ordered.flatMap(linesOf).join('\n')}\n`);
  if (values.only.length > 0) return;
  writeFileSync(join(REPOSITORY, 'docs', 'performance.md'), performancePage({ ...run, results: ordered }));
  process.stderr.write('Written to docs/performance.md\n');
}

async function measureAll(wanted: readonly string[]): Promise<Map<string, BenchResult>> {
  const results = new Map<string, BenchResult>();
  const needed = new Set(wanted.flatMap((name) => computations[name]?.needs ?? [name]));
  for (const name of Object.keys(measurements).filter((each) => needed.has(each))) {
    process.stderr.write(`${name} ...\n`);
    results.set(name, await measureApart(name));
  }
  for (const name of wanted) {
    const computation = computations[name];
    if (computation === undefined) continue;
    const figures = computation.needs.map((need) => results.get(need)?.figures ?? {});
    results.set(name, computation.compute(...figures));
  }
  return results;
}

const linesOf = ({ rows }: BenchResult): string[] =>
  rows.map(({ what, target, measured, status, remark }) =>
    [
      `${status.padEnd(12)} ${what}: ${measured}`,
      target === '' ? '' : ` (target ${target})`,
      remark === undefined ? '' : `\n             ${remark}`,
    ].join(''),
  );

await runBench();
