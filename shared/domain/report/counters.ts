/**
 * Names of the counters. A day's item holds what happened on that day; the total's item holds the same names summed,
 * and the gauges: how many customers are in a class now.
 *
 *   orders · refunds · customers (first seen) · revenue.USD · refunded.USD (minor units)
 *   moved.stage.active>at-risk · moved.tier.mid>head · moved.stage.>new (first seen): the moves up to a day make the
 *   size of each class on that day
 *   segment.entered.vip · segment.left.vip · group.entered.champions · group.left.champions (not from which group to
 *   which: ten groups would make ninety names, and DynamoDB charges the item by the kilobyte)
 *   requested · sent · suppressed (messages; in days only: campaigns have items of their own)
 *   gauges, in the total only: stage=lapsed · tier=mid · frequency=high · rfm=543 · class=lapsed/mid · segment=vip
 *   price=discount · novelty=mixed
 */
export const counter = {
  orders: 'orders',
  refunds: 'refunds',
  customers: 'customers',
  revenue: (currency: string) => `revenue.${currency}`,
  refunded: (currency: string) => `refunded.${currency}`,
  /** `from` is null for a customer who is met for the first time. */
  moved: (kind: 'stage' | 'tier', from: string | null, to: string) => `moved.${kind}.${from ?? ''}>${to}`,
  entered: (kind: 'segment' | 'group', name: string) => `${kind}.entered.${name}`,
  left: (kind: 'segment' | 'group', name: string) => `${kind}.left.${name}`,
} as const;

export const gauge = {
  stage: (stage: string) => `stage=${stage}`,
  tier: (tier: string) => `tier=${tier}`,
  frequency: (frequency: string) => `frequency=${frequency}`,
  rfm: (score: string) => `rfm=${score}`,
  class: (stage: string, tier: string) => `class=${stage}/${tier}`,
  segment: (name: string) => `segment=${name}`,
  price: (need: string) => `price=${need}`,
  novelty: (need: string) => `novelty=${need}`,
} as const;

/** A step of a campaign, as reports name it. */
export const messageName = (campaign: string, step: string): string => `${campaign}/${step}`;
