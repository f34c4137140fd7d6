/** What AWS End User Messaging charges for one part of a text, in US dollars. */
interface TextPrice {
  readonly usd: number;
  /** Where promotion has a price of its own. */
  readonly promotionalUsd?: number;
  /** Where the price is from, and when it was read. Prices change: `prices` of `sms.yaml` goes before. */
  readonly source: string;
}

/** By the country of the number (ISO 3166-1 alpha-2). A country that is not here has no price that is known. */
export const TEXT_PRICES: ReadonlyMap<string, TextPrice> = new Map<string, TextPrice>([
  [
    'US',
    // Carriers add about 0.003 to 0.004 for a registered long code.
    { usd: 0.005_81, source: 'AWS price page, base price without the fees of carriers, 2026-11' },
  ],
  ['JP', { usd: 0.074_51, source: 'Classmethod, 2026-05-18' }],
  ['CA', { usd: 0.007_55, source: 'a table by others, age not known, 2026-11' }],
  ['GB', { usd: 0.0408, source: 'a table by others, age not known, 2026-11' }],
  ['DE', { usd: 0.078_65, source: 'a table by others, age not known, 2026-11' }],
  ['IN', { usd: 0.025_74, promotionalUsd: 0.011_81, source: 'a table by others, age not known, 2026-11' }],
]);
