/** Lifecycle stages, in the order in which a customer's life may pass them. */
export const STAGES = ['prospect', 'new', 'active', 'loyal', 'won-back', 'at-risk', 'lapsed'] as const;
export type Stage = (typeof STAGES)[number];

/** Value tiers: the few at the head, the many at the tail, and the waist between. */
export const TIERS = ['head', 'mid', 'tail'] as const;
export type Tier = (typeof TIERS)[number];

export const FREQUENCIES = ['high', 'mid', 'low'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Recency, frequency, monetary value: each 1 (worst) to 5 (best). */
export interface RfmScore {
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** What the price means to a customer: buys at a discount, at full price, or either. */
export const PRICE_NEEDS = ['discount', 'full-price', 'mixed'] as const;
export type PriceNeed = (typeof PRICE_NEEDS)[number];

/** What a customer looks for: what is new in the shop, what they bought before, or either. */
export const NOVELTY_NEEDS = ['new-arrivals', 'repeat-items', 'mixed'] as const;
export type NoveltyNeed = (typeof NOVELTY_NEEDS)[number];

/** How a customer is classified; a pure function of the orders, the rules and the instant. */
export interface Classes {
  readonly stage: Stage;
  readonly tier: Tier;
  readonly frequency: Frequency;
  /** Absent for a customer without a purchase. */
  readonly rfm?: RfmScore;
  /** Absent where the shop has told too little of what was bought. */
  readonly price?: PriceNeed;
  /** Absent where the shop has told too little of what was bought. */
  readonly novelty?: NoveltyNeed;
}
