import { PerennialError } from '../../../shared/perennial-error.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

function resultCode(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number')
    return undefined;
  return cause.errcode & 0xff;
}

/** What went wrong with the file, as a `LOCAL.DATABASE...` error that names it; other errors pass unchanged. */
export function databaseError(file: string, cause: unknown): unknown {
  const code = resultCode(cause);
  if (code === undefined || !(cause instanceof Error)) return cause;
  const error = (reason: string, message: string, retryable = false) =>
    new PerennialError(reason, { message, retryable, details: { file, sqlite: code }, cause });
  switch (code) {
    case BUSY:
    case LOCKED:
      return error(
        'LOCAL.DATABASE_LOCKED',
        `${file} is in use by another process. Stop that one, or start this one with another data folder.`,
        true,
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return error(
        'LOCAL.DATABASE_CORRUPT',
        `${file} is damaged or is not a database. Put a backup in its place, or move it away to start empty.`,
      );
    case FULL:
      return error('LOCAL.DATABASE_FULL', `The disk that holds ${file} is full. Make room on it.`, true);
    case CANNOT_OPEN:
    case READ_ONLY:
      return error(
        'LOCAL.DATABASE_UNWRITABLE',
        `${file} cannot be opened for writing. Does its folder exist, and may this user write there?`,
      );
    default:
      return error('LOCAL.DATABASE_FAILED', `SQLite failed on ${file}: ${cause.message}.`);
  }
}
