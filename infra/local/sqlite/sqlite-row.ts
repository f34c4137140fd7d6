import type { SQLOutputValue } from 'node:sqlite';
import { PerennialError } from '../../../shared/perennial-error.ts';

export type Row = Record<string, SQLOutputValue>;

const unexpected = (column: string, wanted: string): PerennialError =>
  new PerennialError('LOCAL.DATABASE_CORRUPT', {
    message: `Column "${column}" of the local database holds no ${wanted}. Was the file changed by something else?`,
  });

export function textColumn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected(column, 'text');
  return value;
}

export function numberColumn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw unexpected(column, 'number');
  return value;
}

export function bytesColumn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw unexpected(column, 'bytes');
  return value;
}
