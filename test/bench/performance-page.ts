import type { BenchResult, BenchRow } from './bench-result.ts';
import type { Machine } from './machine.ts';
import { PEERS } from './peers.ts';

interface BenchRun {
  readonly date: string;
  readonly machine: Machine;
  /** Processes that wanted a processor, on average over the minute before the bench began. */
  readonly loadBefore: number;
  /** What a reader should know of this run; empty where there is nothing. */
  readonly note: string;
  readonly results: readonly (BenchResult & { readonly name: string })[];
}

const VERDICTS: Readonly<Record<BenchRow['status'], string>> = {
  reached: 'reached',
  missed: '**gap**',
  told: '',
  'not-measured': 'not measured',
};

/** docs/performance.md: what was measured, against what target, how, and how others do. */
export function performancePage({ date, machine, loadBefore, note, results }: BenchRun): string {
  const { cpu, cores, memoryGigabytes, node, platform } = machine;
  const rows = results.flatMap((result) => result.rows);
  const judgedRows = rows.filter(({ status }) => status === 'reached' || status === 'missed');
  const reached = judgedRows.filter(({ status }) => status === 'reached').length;
  return `# Performance

Written by \`npm run bench\` on ${date}: ${cpu}, ${cores} cores, ${memoryGigabytes} GB, Node ${node}, ${platform}.
The load average was ${loadBefore.toFixed(1)} before it began: what is not near 0 is other work, which goes on beside the bench and takes from
it. Times are therefore the best of several runs, with the median beside them; units and requests are counted and the same
everywhere.
${note === '' ? '' : `\n${note}\n`}
${reached} of ${judgedRows.length} targets are reached.

| what | target | measured | |
| --- | --- | --- | --- |
${rows.map(tableRow).join('\n')}

## How each was measured

${results
  .filter(({ method }) => method !== '')
  .map(({ name, method }) => `- **${name}** (\`npm run bench -- --only ${name}\`): ${method}`)
  .join('\n')}

${PEERS}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

const tableRow = ({ what, target, measured, status, remark }: BenchRow): string => {
  const verdict = [VERDICTS[status], remark].filter((part) => part !== undefined && part !== '').join(': ');
  return `| ${cell(what)} | ${target} | ${cell(measured)} | ${cell(verdict)} |`;
};
