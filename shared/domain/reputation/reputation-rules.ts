/** When a campaign is paused by itself for what comes back from its mails: `reputation` of `delivery.yaml`. */
export interface ReputationRules {
  /** Mails sent in so many hours are looked at, up to now. */
  readonly windowHours: number;
  /** Mails of the window before a rate counts. */
  readonly atLeast: number;
  /** Bounces, or complaints, of the window before their rate counts: one angry reader among few is no rate. */
  readonly atLeastOfKind: number;
  /** Shares of the mails sent, 0 to 1: of those that bounced for good, and of those complained of. */
  readonly bounceRate: number;
  readonly complaintRate: number;
  /** Whether campaigns are paused; otherwise it is only told. */
  readonly pauses: boolean;
}

/** From which shares on SES reviews an account: Amazon SES, "Sending review process FAQs", on bounces and on complaints. */
export const SES_REVIEW_RATES = { bounceRate: 0.05, complaintRate: 0.001 } as const;

/**
 * Below SES's own by a fifth. Of 500 mails, 3 complaints are the fewest that speak for more than 0.08 %: the exact lower limit (95 %,
 * one-sided) of a Poisson mean of which 3 were seen is 0.82, of 2 it is 0.36 (Garwood 1936, "Fiducial limits for the Poisson distribution").
 */
export const DEFAULT_REPUTATION: ReputationRules = {
  windowHours: 168,
  atLeast: 500,
  atLeastOfKind: 3,
  bounceRate: 0.04,
  complaintRate: 0.0008,
  pauses: true,
};
