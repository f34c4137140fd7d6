import { InvalidArgumentError } from 'commander';

const MOST = 64;

export function parseThreads(text: string): number {
  const threads = Number(text);
  if (!/^\d+$/.test(text) || threads < 1 || threads > MOST)
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST}.`);
  return threads;
}
