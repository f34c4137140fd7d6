import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/run-perennial.ts';

const ACTION = /["'`]((?:ses|events|secretsmanager|sms-voice):[A-Z]\w+)["'`]/g;
const FOLDER = join(ROOT, 'cli/doctor/aws');

const actionsIn = (text: string): string[] => [...text.matchAll(ACTION)].map(([, action = '']) => action);

it('allows in docs/deploy.md the actions that doctor --aws asks by, and no other', async () => {
  const sources = await Promise.all(
    (await readdir(FOLDER)).map(async (file) => await readFile(join(FOLDER, file), 'utf8')),
  );
  const docs = await readFile(join(ROOT, 'docs/deploy.md'), 'utf8');
  const policy = /## Before the first send[\s\S]*?```json([\s\S]*?)```/.exec(docs)?.[1] ?? '';
  const asked = new Set(sources.flatMap(actionsIn));
  expect(asked.size).toBeGreaterThan(8);
  expect(actionsIn(policy).toSorted()).toEqual([...asked].toSorted());
});
