/**
 * Names of the counters. A day's item holds what happened on that day; the total's item holds the same names summed,
 * and the gauges: how many customers are in a class now.
 *
 *   orders · refunds · customers (first seen) · revenue.USD · refunded.USD (minor units)
 *   entered.lapsed (moves into a stage) · tier.mid (moves into a tier)
 *   requested.win-back/send-email · suppressed.win-back/send-email/no-consent
 *   sent.win-back/send-email · rejected.… · uncertain.… · expired.… · withdrawn.… (consent gone at the last moment)
 *   gauges, in the total only: stage=lapsed · tier=mid · frequency=high · rfm=543 · class=lapsed/mid
 */
export const counter = {
  orders: 'orders',
  refunds: 'refunds',
  customers: 'customers',
  revenue: (currency: string) => `revenue.${currency}`,
  refunded: (currency: string) => `refunded.${currency}`,
  entered: (stage: string) => `entered.${stage}`,
  tier: (tier: string) => `tier.${tier}`,
  requested: (message: string) => `requested.${message}`,
  suppressed: (message: string, reason: string) => `suppressed.${message}/${reason}`,
  outcome: (status: string, message: string) => `${status}.${message}`,
} as const;

export const gauge = {
  stage: (stage: string) => `stage=${stage}`,
  tier: (tier: string) => `tier=${tier}`,
  frequency: (frequency: string) => `frequency=${frequency}`,
  rfm: (score: string) => `rfm=${score}`,
  class: (stage: string, tier: string) => `class=${stage}/${tier}`,
} as const;

/** A step of a campaign, as counters and reports name it. */
export const messageName = (campaign: string, step: string): string => `${campaign}/${step}`;
