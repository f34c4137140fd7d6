import { type Claim, claimSchema } from '../../domain/message/claim.ts';

/** How a message that was asked for ended. */
export type Outcome = Exclude<Claim['status'], 'claimed'>;

export const OUTCOMES = claimSchema.shape.status.exclude(['claimed']).options;
export const isOutcome = (name: string): name is Outcome => OUTCOMES.some((outcome) => outcome === name);

/** How often something was for one reason. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** What became of the messages of one campaign step. */
export interface MessageReport {
  readonly campaign: string;
  readonly step: string;
  readonly requested: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** By reason, most first: wanted and not asked for. */
  readonly suppressed: readonly ReasonCount[];
  /** By reason, most first: held back for a while. One message may be for several reasons. */
  readonly deferred: readonly ReasonCount[];
  /** Messages, not how often. */
  readonly opened: number;
  readonly clicked: number;
  /** Put down to its messages: those clicked last before the order, else sent last. */
  readonly orders: number;
  /** Of these orders, in minor units of the shop's currency. */
  readonly revenueMinor: number;
}
