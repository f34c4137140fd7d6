/**
 * Codes that shops put among the products of an order though nobody can want them: postage, carriage, manual entries, samples,
 * fees, discounts and donations (as UCI Online Retail has them) and shipping lines. Case does not matter; `*` stands for any text.
 */
export const NON_PRODUCTS: readonly string[] = [
  ...['POST', 'DOT', 'C2', 'M', 'S', 'B', 'D', 'BANK CHARGES', 'AMAZONFEE', 'CRUK', 'ADJUST*', 'TEST0*'],
  ...['POSTAGE', 'SHIPPING', 'SHIPPING-*', 'DELIVERY', 'DELIVERY-*', 'DISCOUNT', 'GIFT_*', 'GIFTCARD*'],
];

/** Tells whether a SKU is a product, given the codes that are not: letters in any case, `*` for any text. */
export function createSkuFilter(ignored: readonly string[]): (sku: string) => boolean {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const code of ignored) {
    if (code.includes('*')) patterns.push(toPattern(code));
    else exact.add(code.toUpperCase());
  }
  return (sku) =>
    !exact.has(sku.trim().toUpperCase()) && !patterns.some((pattern) => pattern.test(sku.trim()));
}

const toPattern = (code: string): RegExp =>
  new RegExp(`^${code.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'is');
