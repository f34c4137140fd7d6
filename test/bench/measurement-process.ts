import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type BenchResult, benchResultSchema } from './bench-result.ts';
import { measurements } from './measurements.ts';

/** Runs one measurement in a process of its own. What handlers log goes nowhere; progress is on standard error. */
export async function measureApart(name: string): Promise<BenchResult> {
  const child = fork(import.meta.filename, [name], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const results: unknown[] = [];
  child.on('message', (message) => results.push(message));
  await once(child, 'exit');
  if (results.length === 0) throw new Error(`The measurement ${name} failed; see above.`);
  return benchResultSchema.parse(results[0]);
}

const [, script, name] = process.argv;
if (script === import.meta.filename && process.send !== undefined) {
  const result = await measurements[name ?? '']?.();
  process.send(result, () => process.disconnect());
}
