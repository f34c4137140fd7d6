import { InvalidArgumentError } from 'commander';

/** Reads a whole number of a range. What it returns throws commander's own error, which ends the command with code 2. */
export const parseWholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return number;
  };
