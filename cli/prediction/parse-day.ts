import { InvalidArgumentError } from 'commander';
import { DAY_MS } from '../../shared/domain/instant.ts';

/** Reads a date such as 1997-09-30 as its number of days since 1970-01-01. */
export function parseDay(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 02-30 for 03-02.
  if (Number.isNaN(at) || writeDay(at / DAY_MS) !== text)
    throw new InvalidArgumentError('Give a date such as 1997-09-30.');
  return at / DAY_MS;
}

/** The date of a number of days since 1970-01-01, such as "1997-09-30". */
export const writeDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
