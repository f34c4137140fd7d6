import { currencyDecimals } from '../shared/domain/valuation.ts';

/** An amount in minor units for a person, with its currency and that currency's decimals: "$1,234.50". */
export function showMoney(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  return (minor / 10 ** decimals).toLocaleString('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
