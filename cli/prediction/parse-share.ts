import { InvalidArgumentError } from 'commander';

/** Reads a share such as 0.15. */
export function parseShare(text: string): number {
  const share = text.trim() === '' ? Number.NaN : Number(text);
  if (!(share >= 0 && share <= 1)) throw new InvalidArgumentError('Give a number from 0 to 1, such as 0.15.');
  return share;
}
