/**
 * Names of the counters of one campaign, which has an item of its own since the beginning:
 *
 *   entered.offer · entered.all (no variants) · entered.holdout · entered.control
 *   converted.offer (entries with at least one order) · value.offer (minor units) · squares.offer (see `squareOf`)
 *   refused.re-entry · exited.finished
 *   requested.first · suppressed.first/no-consent · deferred.first/quiet · opened.first · clicked.first
 *   sent.first · rejected.first · uncertain.first · expired.first · withdrawn.first · unrenderable.first · suppressed.first (at
 *   delivery; with a reason, as above, it was not even asked for)
 *   webhook.card/requested · webhook.card/delivered · webhook.card/failed (and expired, withdrawn) · task.call/requested
 *   billed.email · billed.sms · billed.sms/CN (what the provider charges for: a text message by its parts, by the country
 *   of the number where that is known)
 *   orders.first · revenue.first (put down to the step's messages; minor units)
 */
export const campaignCounter = {
  entered: (arm: string) => `entered.${arm}`,
  converted: (arm: string) => `converted.${arm}`,
  value: (arm: string) => `value.${arm}`,
  squares: (arm: string) => `squares.${arm}`,
  refused: (reason: string) => `refused.${reason}`,
  exited: (reason: string) => `exited.${reason}`,
  requested: (step: string) => `requested.${step}`,
  suppressed: (step: string, reason: string) => `suppressed.${step}/${reason}`,
  deferred: (step: string, reason: string) => `deferred.${step}/${reason}`,
  engaged: (engagement: 'opened' | 'clicked', step: string) => `${engagement}.${step}`,
  outcome: (status: string, step: string) => `${status}.${step}`,
  webhook: (step: string, what: string) => `webhook.${step}/${what}`,
  task: (step: string, what: string) => `task.${step}/${what}`,
  billed: (channel: string, country?: string) =>
    country === undefined ? `billed.${channel}` : `billed.${channel}/${country}`,
  attributedOrders: (step: string) => `orders.${step}`,
  attributedRevenue: (step: string) => `revenue.${step}`,
} as const;

/** What an item of one campaign and day counts, over all steps and variants: what a line over time is drawn of. */
export const CAMPAIGN_DAY_COUNTERS = [
  'entered',
  /** Held out, or in the control group. */
  'heldOut',
  'requested',
  'suppressed',
  'sent',
  'opened',
  'clicked',
  /** Of those who entered. */
  'converted',
  'value',
  'orders',
  'revenue',
] as const;
export type CampaignDayCounter = (typeof CAMPAIGN_DAY_COUNTERS)[number];

/** Minor units in which sums of squares are kept, so that they stay whole numbers that a double holds exactly. */
export const SQUARE_UNIT = 100;

/** The square of an amount in minor units, rounded; the differences of such squares add up to a square again. */
export const squareOf = (minor: number): number => Math.round((minor / SQUARE_UNIT) ** 2);
