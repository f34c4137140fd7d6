import { PerennialError } from '../perennial-error.ts';

export type CursorPart = string | number;

/** An opaque cursor: where a page ended. */
export const writeCursor = (parts: readonly CursorPart[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/**
 * The parts of a cursor that was made with parts like `example`, the first of which (partition or shard) is the same.
 * Throws `TABLE.BAD_CURSOR` for any other text.
 */
export function readCursor<Parts extends readonly CursorPart[]>(cursor: string, example: Parts): Parts {
  const parts = parse(cursor);
  const fits = (candidate: unknown): candidate is Parts =>
    Array.isArray(candidate) &&
    candidate.length === example.length &&
    candidate.every((part, position) => typeof part === typeof example[position]) &&
    candidate[0] === example[0];
  if (!fits(parts)) {
    throw new PerennialError('TABLE.BAD_CURSOR', {
      message:
        'The cursor does not belong to this query. Pass on the cursor of the page before, unchanged, or none to start again.',
    });
  }
  return parts;
}
