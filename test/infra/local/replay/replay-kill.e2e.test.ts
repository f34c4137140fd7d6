import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

const CHILD = resolve(import.meta.dirname, '../support/replay-child.ts');
const TEST_TIMEOUT_MS = 300_000;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-kill-'));
  folders.push(folder);
  return folder;
}

/** Runs the replay in a process of its own; killed the hard way after so many steps, it answers nothing. */
async function replay(directory: string, killAfterSteps?: number): Promise<unknown> {
  const child = spawn(process.execPath, [CHILD, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let steps = 0;
  let result: unknown;
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith('step ')) {
      if (line.startsWith('{"total"')) result = JSON.parse(line);
      continue;
    }
    steps += 1;
    if (steps === killAfterSteps) child.kill('SIGKILL');
  }
  await exited;
  return result;
}

describe('a replay that is killed', () => {
  it(
    'goes on after a restart, and ends with the totals of one that was not',
    async () => {
      const whole = await replay(makeFolder());
      expect(whole).toMatchObject({ total: { orders: 150 } });

      const directory = makeFolder();
      expect(await replay(directory, 20)).toBeUndefined();
      expect(await replay(directory, 30)).toBeUndefined();
      expect(await replay(directory)).toEqual(whole);
    },
    TEST_TIMEOUT_MS,
  );
});
