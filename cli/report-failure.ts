import { PerennialError } from '../shared/perennial-error.ts';

/** Tells a person (or, as JSON, a program) what went wrong. A stack trace is for our own mistakes, on request only. */
export function reportFailure(error: unknown, asJson: boolean): number {
  const isKnown = error instanceof PerennialError;
  const code = isKnown ? error.code : 'CLI.UNEXPECTED';
  const message = error instanceof Error ? error.message : String(error);
  if (asJson) {
    const details = isKnown ? error.details : {};
    process.stdout.write(`${JSON.stringify({ error: { code, message, ...details } })}\n`);
    return 1;
  }
  process.stderr.write(`${message}\n`);
  if (isKnown) return 1;
  process.stderr.write(
    process.env.PERENNIAL_DEBUG && error instanceof Error
      ? `${error.stack}\n`
      : 'This is a mistake in Perennial. Set PERENNIAL_DEBUG=1 for the stack trace and please report it.\n',
  );
  return 1;
}
