import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { findFreePort } from '../../infra/local/http/find-free-port.ts';
import { type BenchResult, judged, told } from './bench-result.ts';
import { progressLine } from './progress-line.ts';
import { REPOSITORY } from './run-command.ts';
import { figure, median } from './statistics.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUNS = 3;
const POLL_MS = 20;
const LIMIT_MS = 600_000;

interface StartTimes {
  /** Until the page and its overview answer. */
  readonly pageSeconds: number;
  /** Until the history is lived through. */
  readonly liveSeconds: number;
}

export async function measureColdStart(): Promise<BenchResult> {
  const first: StartTimes[] = [];
  const second: StartTimes[] = [];
  for (let number = 1; number <= RUNS; number += 1) {
    const folder = temporaryFolder();
    first.push(await startOnce(folder));
    second.push(await startOnce(folder));
    progressLine(`run ${number}: ${JSON.stringify({ first: first.at(-1), second: second.at(-1) })}`);
  }
  const pages = first.map(({ pageSeconds }) => pageSeconds);
  const again = second.map(({ pageSeconds }) => pageSeconds);
  return {
    rows: [
      judged(
        {
          what: 'Cold start of `npm start` to the first console page',
          target: '10 s or less',
          measured: `${figure(Math.min(...pages))} s (median ${figure(median(pages))} s)`,
          cause: 'Most of it is loading modules: CDK for the templates, MJML for the e-mails.',
        },
        Math.min(...pages) <= 10,
      ),
      told(
        '`npm start` until the made-up shop of 3,000 customers and 18 months is open for business',
        `${figure(median(first.map(({ liveSeconds }) => liveSeconds)))} s`,
        'The page answers and fills up meanwhile.',
      ),
      told(
        'Second start to the first console page',
        `${figure(Math.min(...again))} s (median ${figure(median(again))} s)`,
      ),
    ],
    method:
      '`npm start` in a process of its own, with an empty data folder and an empty compile cache, asked every ' +
      `${POLL_MS} ms until \`/\` and \`/api/overview\` both answer 200; stopped when it is open for business, and started again on the ` +
      `same folders. ${RUNS} times; best, and median. The files of \`node_modules\` were in the machine's memory.`,
    figures: { pageSeconds: Math.min(...pages), secondPageSeconds: Math.min(...again) },
  };
}

async function startOnce(folder: string): Promise<StartTimes> {
  const port = await findFreePort();
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  const child = spawn(
    'npm',
    ['start', '--silent', '--', '--data', join(folder, 'data'), '--port', String(port)],
    {
      cwd: REPOSITORY,
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
      stdio: 'ignore',
      // A process group of its own, so that npm and what it starts can be stopped together.
      detached: true,
    },
  );
  const exited = once(child, 'exit');
  const until = async (isReady: () => Promise<boolean>): Promise<number> => {
    while (!(await isReady())) {
      if (child.exitCode !== null || elapsed() * 1000 > LIMIT_MS) throw new Error('npm start did not open.');
      await wait(POLL_MS);
    }
    return elapsed();
  };
  try {
    const url = `http://localhost:${port}`;
    const pageSeconds = await until(
      async () => (await isOk(`${url}/`)) && (await isOk(`${url}/api/overview`)),
    );
    const liveSeconds = await until(() => isLive(`${url}/api/status`));
    return { pageSeconds, liveSeconds };
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await exited;
  }
}

async function isOk(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.ok ?? false;
}

const statusSchema = z.object({ status: z.object({ phase: z.string() }) });

async function isLive(url: string): Promise<boolean> {
  const response = await fetch(url);
  return statusSchema.parse(await response.json()).status.phase === 'live';
}
