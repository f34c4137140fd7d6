import type { Instant } from '../instant.ts';
import type { Fact } from './fact.ts';
import type { Input } from './input.ts';

/**
 * One input of one customer and what followed. Keyed by the input's id, it is the dedupe mark, the audit trail and
 * the outbox at once. It holds no name, address or number.
 */
export interface JournalEntry {
  readonly customerId: string;
  readonly input: Input;
  /** The instant as of which the input was decided. */
  readonly decidedAt: Instant;
  /** Version of the customer's state that this entry led to, and its place among the entries that did. */
  readonly stateVersion: number;
  readonly place: number;
  /** `Rules.version` in force. */
  readonly rulesVersion: string;
  /** Number of the calibration in force; 0 before the first. */
  readonly calibration: number;
  readonly facts: readonly Fact[];
}
