import { expect } from 'vitest';
import * as z from 'zod';
import type { FinishedCommand } from './run-perennial.ts';
import { runPerennial } from './run-perennial.ts';

const STACK_TRACE = /\n\s+at \S|mistake in Perennial|node:internal/;

const refusalSchema = z.strictObject({
  error: z.looseObject({ code: z.string().regex(/^[A-Z]+\.[A-Z_]+$/), message: z.string().min(1) }),
});

/** The command ends with this code, says why on standard error, and shows none of its insides. */
export function expectRefusal({ code, stdout, stderr }: FinishedCommand, expected: 1 | 2, why: RegExp): void {
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  expect(stderr).toMatch(why);
  expect(stderr).not.toMatch(STACK_TRACE);
}

/** The same refusal for a person and, with `--json`, as one object with a code. */
export async function expectInputRefused(args: readonly string[], code: string, why: RegExp): Promise<void> {
  expectRefusal(await runPerennial(args), 1, why);
  const run = await runPerennial([...args, '--json']);
  expect(run).toMatchObject({ code: 1, stderr: '' });
  const { error } = refusalSchema.parse(JSON.parse(run.stdout));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(why);
}
