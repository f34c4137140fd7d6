/** How a webhook that was asked for ends. */
export const WEBHOOK_OUTCOMES = [
  /** The endpoint answered 2xx. */
  'delivered',
  /** It refused, or every try was in vain. */
  'failed',
  /** It could not be told while that was worth anything. */
  'expired',
  /** The customer was no longer known. */
  'withdrawn',
] as const;
export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];
