import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { limitFileSize } from './limit-file-size.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
/** The Node that package.json pins, not the one that happens to run the tests. */
const NODE = resolve(ROOT, 'node_modules/.bin/node');
const ENTRY = resolve(ROOT, 'cli/perennial.ts');

export interface FinishedCommand {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** No file may grow beyond, as where the disk is full. */
  readonly mostKilobytesPerFile?: number;
}

/** Starts the command in a process of its own, in the project's folder unless told. */
export function spawnPerennial(args: readonly string[], options: CommandOptions = {}) {
  const { cwd = ROOT, environment, mostKilobytesPerFile: most } = options;
  const command = [NODE, '--disable-warning=ExperimentalWarning', ENTRY, ...args] as const;
  const [program, ...programArgs] = most === undefined ? command : limitFileSize(most, command);
  return spawn(program, programArgs, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command to its end. */
export async function runPerennial(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<FinishedCommand> {
  const child = spawnPerennial(args, options);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}
