import type { CustomerState } from '../customer/customer-state.ts';
import { lastSignOfLife } from '../customer/sign-of-life.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Rules } from '../rules.ts';

/**
 * Whether a campaign's promotional mail stays away from a customer who has shown no sign of life for as long as `sunset` of
 * `delivery.yaml` says, to the millisecond. Nothing but mail at hand changes when the time comes, so that it needs no tick of its own.
 */
export function isUnengaged(
  state: CustomerState,
  campaign: string,
  { delivery }: Pick<Rules, 'delivery'>,
  now: Instant,
): boolean {
  const sunset = delivery?.sunset;
  if (sunset === undefined || sunset.except.includes(campaign)) return false;
  return now - lastSignOfLife(state) >= sunset.afterDays * DAY_MS;
}
