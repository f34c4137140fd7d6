import { DAY_MS, type Instant } from '../instant.ts';
import type { RetentionRules } from '../retention-rules.ts';
import type { CustomerState } from './customer-state.ts';
import { lastSignOfLife } from './sign-of-life.ts';

/**
 * When the address and number of a prospect fell due to be forgotten, by `idleProspects` of `retention.yaml`; undefined where that is later than
 * `now`, where none is known, and where somebody has ordered or complains. The days count from the last sign of life, the last word on
 * consent and the last time that the shop told of the address, whichever is latest.
 */
export function idleProspectDue(
  state: CustomerState,
  retention: RetentionRules | undefined,
  now: Instant,
): Instant | undefined {
  const { orders, earlier, openCases, consents, topics = {}, reachable } = state;
  const days = retention?.idleProspectDays;
  const addresses = Object.values(reachable);
  if (days === undefined || !addresses.some(({ value }) => value)) return undefined;
  if (orders.length > 0 || earlier !== undefined || openCases.length > 0) return undefined;
  const words = [...Object.values(consents), ...Object.values(topics)];
  const since = Math.max(
    lastSignOfLife(state),
    ...addresses.map(({ at }) => at),
    ...words.map(({ at, asked }) => Math.max(at, asked ?? at)),
  );
  const due = since + days * DAY_MS;
  return due <= now ? due : undefined;
}
