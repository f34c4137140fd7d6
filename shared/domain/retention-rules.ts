/** For how many days what is written is kept. What is not named is kept until the customer is erased. */
export interface RetentionRules {
  readonly journalDays?: number;
  readonly messageDays?: number;
  /** Who was to get a message and did not. */
  readonly missDays: number;
  /** Address, number and name of somebody who never ordered, after the last sign of life. */
  readonly idleProspectDays?: number;
  /** Copies of messages on this machine. */
  readonly mailboxDays?: number;
}

/** Where the shop says nothing. */
export const DEFAULT_RETENTION: RetentionRules = { missDays: 400 };
