import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseChaos } from './orders/chaos.ts';
import { ORDER_FORMATS, type OrderFormat } from './orders/order-format.ts';

/** Options of every command that reads an order file. */
export interface OrderOptions {
  readonly format?: OrderFormat;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly strict?: boolean;
  readonly assumeConsent: boolean;
  readonly chaos?: ReturnType<typeof parseChaos>;
  readonly until?: number;
}

export function addOrderOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'kind of order file; told by its first lines where not given').choices(
        ORDER_FORMATS,
      ),
    )
    .option('--time-zone <zone>', 'IANA zone of dates that name none')
    .option('--currency <code>', 'ISO 4217 code of amounts that name none')
    .option('--strict', 'stop at the first row that cannot be read')
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
  if (Number.isNaN(at))
    throw new InvalidArgumentError(
      'Give a date such as 1998-06-30, or an instant such as 1998-06-30T12:00:00Z.',
    );
  return at;
}
