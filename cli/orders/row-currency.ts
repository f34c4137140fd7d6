import { PerennialError } from '../../shared/perennial-error.ts';

let known: ReadonlySet<string> | undefined;

function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** The default currency of a file, checked. @throws PerennialError ORDERS.UNKNOWN_CURRENCY, ORDERS.NO_CURRENCY */
export function defaultCurrency(given: string | undefined, hasColumn: boolean): string {
  if (given === undefined) {
    if (!hasColumn) {
      throw new PerennialError('ORDERS.NO_CURRENCY', {
        message:
          'The order file has no currency column. Add one, or name the currency with --currency, for example --currency USD.',
      });
    }
    return '';
  }
  const code = given.toUpperCase();
  if (!isCurrency(code)) {
    throw new PerennialError('ORDERS.UNKNOWN_CURRENCY', {
      message: `"${given}" is not a currency. Use an ISO 4217 code such as USD, EUR or CNY.`,
    });
  }
  return code;
}

/** The row's currency, else the file's; undefined where neither is one. */
export function rowCurrency(text: string, fallback: string): string | undefined {
  const code = text === '' ? fallback : text.toUpperCase();
  return isCurrency(code) ? code : undefined;
}
