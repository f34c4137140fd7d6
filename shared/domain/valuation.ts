import type { ShopSettings } from './shop-settings.ts';

/** What one minor unit of a currency is worth in minor units of the shop's; undefined without an exchange rate. */
export type Valuation = (currency: string) => number | undefined;

/** The shop's own currency counts as it is; another by `exchangeRates`, with each currency's ISO 4217 decimals. */
export function createValuation(shop: Pick<ShopSettings, 'currency' | 'exchangeRates'>): Valuation {
  const factors = new Map<string, number>([[shop.currency, 1]]);
  for (const [currency, rate] of Object.entries(shop.exchangeRates)) {
    factors.set(currency, rate * 10 ** (currencyDecimals(shop.currency) - currencyDecimals(currency)));
  }
  return (currency) => factors.get(currency);
}

/** Currencies whose minor unit is not a hundredth (ISO 4217 list one). Intl follows CLDR, which differs for some. */
const DECIMALS = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map(withDecimals(0)),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(withDecimals(3)),
  ...'CLF UYW'.split(' ').map(withDecimals(4)),
]);

/** ISO 4217 decimals: 2 for USD, 0 for JPY, 3 for KWD. */
export const currencyDecimals = (currency: string): number => DECIMALS.get(currency) ?? 2;

function withDecimals(decimals: number): (currency: string) => [string, number] {
  return (currency) => [currency, decimals];
}
