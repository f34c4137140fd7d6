import { PerennialError } from '../../../shared/perennial-error.ts';

/** A thrown value in one line for the log. */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error).split('\n', 1)[0] ?? '';
  const [line = ''] = error.message.split('\n', 1);
  return `${error instanceof PerennialError ? error.code : error.name}: ${line}`;
}
