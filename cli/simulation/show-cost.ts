/** What messages cost, in units of a currency: to the hundredth of a cent, since one mail costs no more. */
export const showCost = (cost: number, currency: string): string =>
  cost.toLocaleString('en', { style: 'currency', currency, maximumFractionDigits: 4 });
