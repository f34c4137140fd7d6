import { PerennialError } from '../../shared/perennial-error.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A column's name without case, blanks and punctuation: "Order ID", "order_id" and "orderId" are one. */
function columnKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The first line of the text that is not blank, without a byte order mark. */
export function firstLine(head: string): string {
  const lines = head.replace(/^\uFEFF/, '').split(/\r?\n/, 50);
  return lines.find((line) => line.trim() !== '') ?? '';
}

/** The delimiter that stands most often in the header, outside of quotes; a comma where none does. */
export function detectDelimiter(headerLine: string): string {
  const bare = headerLine.replace(/"[^"]*"/g, '');
  let best: string = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = bare.split(delimiter).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

/** The keys of a header line's columns. */
export function headerKeys(headerLine: string): Set<string> {
  const names = headerLine.split(detectDelimiter(headerLine));
  return new Set(names.map(columnKey).filter((key) => key !== ''));
}

/** Where each column of a CSV file stands. Names are compared by `columnKey`. */
export class CsvHeader {
  readonly width: number;
  readonly #names: readonly string[];
  readonly #positions = new Map<string, number>();

  constructor(names: readonly string[]) {
    this.width = names.length;
    this.#names = names;
    for (const [position, name] of names.entries()) {
      const key = columnKey(name);
      if (key !== '' && !this.#positions.has(key)) {
        this.#positions.set(key, position);
      }
    }
  }

  /** The position of the first of these columns that the file has; -1 where it has none. */
  find(...names: readonly string[]): number {
    for (const name of names) {
      const position = this.#positions.get(columnKey(name));
      if (position !== undefined) {
        return position;
      }
    }
    return -1;
  }

  /** Positions and names of the columns whose key matches. */
  matching(pattern: RegExp): number[] {
    return [...this.#positions].filter(([key]) => pattern.test(key)).map(([, position]) => position);
  }

  /** @throws PerennialError ORDERS.MISSING_COLUMN */
  require(...names: readonly string[]): number {
    const position = this.find(...names);
    if (position === -1) {
      const [name, ...aliases] = names;
      const others = aliases.length === 0 ? '' : ` (or ${aliases.join(', ')})`;
      throw new PerennialError('ORDERS.MISSING_COLUMN', {
        message: `The order file has no column ${name}${others}. Its header names: ${this.#names.join(', ')}. Add the column, or choose another --format.`,
        details: { column: name },
      });
    }
    return position;
  }
}
