import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { spawnPerennial } from './run-perennial.ts';

const POLL_MS = 20;

export interface RunningShop {
  readonly url: string;
  /** Resolves when the history is over and the shop has said that it is open. */
  readonly open: Promise<void>;
  /** All lines of standard output so far. */
  readonly lines: readonly string[];
  /** Sends the signal; resolves to how the process ended, and what it wrote to standard error. */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<{ code: number | null; signal: string | null; stderr: string }>;
}

/** Runs `start` until it is ended. Rejects where the process ends before it serves the page. */
export async function startShop(...args: readonly string[]): Promise<RunningShop> {
  const child = spawnPerennial(['start', ...args]);
  const ended = once(child, 'close');
  const killWithParent = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const lines: string[] = [];
  const serving = Promise.withResolvers<string>();
  const open = Promise.withResolvers<void>();
  // A shop that is killed on purpose never opens; only who waits for it is told.
  open.promise.catch(() => undefined);
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    const url = /^The page is at (\S+)$/.exec(line)?.[1];
    if (url !== undefined) serving.resolve(url);
    if (/ is open\. /.test(line)) open.resolve();
  });
  child.once('close', (code) => {
    const early = new Error(`The shop ended with ${code}: ${lines.join('\n')}\n${stderr}`);
    serving.reject(early);
    open.reject(early);
  });
  return {
    url: await serving.promise,
    open: open.promise,
    lines,
    async end(signal) {
      child.kill(signal);
      await ended;
      process.off('exit', killWithParent);
      return { code: child.exitCode, signal: child.signalCode, stderr };
    },
  };
}

/** Asks again and again until `isThere`; the test's own time limit ends a wait in vain. */
export async function poll<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    await wait(POLL_MS);
  }
}

const statusSchema = z.object({
  status: z.union([
    z.object({ phase: z.literal('replaying'), eventsDone: z.int() }),
    z.object({ phase: z.literal('live') }),
  ]),
});

/** How many events of its history the shop has lived through; infinite once it is open. */
export async function eventsDone({ url }: RunningShop): Promise<number> {
  const response = await fetch(`${url}/api/status`);
  const { status } = statusSchema.parse(await response.json());
  return status.phase === 'live' ? Number.POSITIVE_INFINITY : status.eventsDone;
}
