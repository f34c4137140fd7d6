/** Line and column, both from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export const START_OF_FILE: TextPosition = { line: 1, column: 1 };

/** Where the character at `offset` stands. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}

const WHITE_SPACE = /\s/;

/**
 * The offset in `source` of the character at `offset` of `value`, which was read from `source` from `start` on by a
 * notation that only changes white space (a folded or indented block).
 */
export function offsetInSource(source: string, start: number, value: string, offset: number): number {
  let remaining = value.slice(0, offset).replace(/\s+/g, '').length;
  let position = start;
  while (position < source.length && (remaining > 0 || WHITE_SPACE.test(source.charAt(position)))) {
    if (!WHITE_SPACE.test(source.charAt(position))) remaining -= 1;
    position += 1;
  }
  return position;
}
