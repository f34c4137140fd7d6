import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseChaos } from './orders/chaos.ts';
import { addReadingOptions, type ReadingOptions } from './reading-options.ts';

/** Options of every command that lives through the orders of a file. */
export interface OrderOptions extends ReadingOptions {
  readonly assumeConsent: boolean;
  readonly chaos?: ReturnType<typeof parseChaos>;
  readonly until?: number;
}

export function addOrderOptions(command: Command): Command {
  return addReadingOptions(command)
    .option(
      '--no-assume-consent',
      'do not give each customer consent to e-mail and an address at example.invalid',
    )
    .option('--until <date>', 'end the clock at this date or instant (ISO 8601, UTC)', parseUntil)
    .addOption(
      new Option('--chaos <spec>', 'for tests: duplicate=N,shuffle=Nd deliveries')
        .argParser(parseChaos)
        .hideHelp(),
    );
}

/** The clock's last instant: a date stands for its last second, so that its own orders are in. */
function parseUntil(text: string): number {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = Date.parse(isDate ? `${text}T23:59:59Z` : text);
  // Date.parse takes 02-30 for 03-02.
  if (Number.isNaN(at) || (isDate && !new Date(at).toISOString().startsWith(text)))
    throw new InvalidArgumentError(
      'Give a date such as 1998-06-30, or an instant such as 1998-06-30T12:00:00Z.',
    );
  return at;
}
