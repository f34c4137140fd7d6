import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

const usageSchema = z.object({
  cpuSeconds: z.number(),
  peakMegabytes: z.number(),
  endMegabytes: z.number(),
});

export type FinishedCommand = z.infer<typeof usageSchema> & {
  readonly stdout: string;
  /** From its start to its end. */
  readonly seconds: number;
};

export const REPOSITORY = join(import.meta.dirname, '..', '..');
const USAGE = pathToFileURL(join(import.meta.dirname, 'measured-process.ts')).href;

/** Runs `perennial` in a process of its own and says what it took. Throws where it fails. */
export async function runPerennial(...args: readonly string[]): Promise<FinishedCommand> {
  const options = ['--disable-warning=ExperimentalWarning', '--import', USAGE];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...options, 'cli/perennial.ts', ...args], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const exited = once(child, 'exit');
  const report = child.stdio[3];
  if (child.stdout === null || report === null || report === undefined || !('read' in report))
    throw new Error('No pipe for the usage.');
  const [stdout, usage] = await Promise.all([text(child.stdout), text(report)]);
  await exited;
  const seconds = (performance.now() - startedAt) / 1000;
  if (child.exitCode !== 0)
    throw new Error(`perennial ${args.join(' ')} ended with ${child.exitCode}: ${stdout}`);
  return { stdout, seconds, ...usageSchema.parse(JSON.parse(usage)) };
}
