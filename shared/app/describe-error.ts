import * as z from 'zod';
import { describeIssues } from './describe-issues.ts';

/** An error on one line for the log, without the values it is about: `TABLE.THROTTLED: ...`. */
export function describeError(error: unknown): string {
  if (error instanceof z.ZodError) return `What is stored has another shape: ${describeIssues(error)}`;
  if (!(error instanceof Error)) return 'Something that is not an error was thrown.';
  return 'code' in error ? `${String(error.code)}: ${error.message}` : `${error.name}: ${error.message}`;
}
