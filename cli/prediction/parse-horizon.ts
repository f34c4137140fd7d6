import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { d: 1, w: 7 };
const LONGEST_DAYS = 3_650;

/** Reads how far to look ahead, "90d" or "39w", as days. */
export function parseHorizon(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,4})([dw])$/.exec(text) ?? [];
  const days = Number(count) * (UNITS[unit] ?? 0);
  if (days < 1 || days > LONGEST_DAYS)
    throw new InvalidArgumentError(
      `Give a number of days or weeks such as 90d or 39w, up to ${LONGEST_DAYS} days.`,
    );
  return days;
}
