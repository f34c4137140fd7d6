import { DAY_MS, type Instant } from '../instant.ts';
import type { PurchaseSummary } from '../segment/purchase-summary.ts';
import { hasConsent } from './consent.ts';
import type { CustomerState } from './customer-state.ts';
import type { CustomerView } from './customer-view.ts';

/** The customer as conditions and templates see it at `now`. `minorUnits`: how many make one unit of the shop's currency. */
export function viewCustomer(
  state: CustomerState,
  purchases: PurchaseSummary | undefined,
  minorUnits: number,
  now: Instant,
): CustomerView {
  const { classes, profile, consents, reachable } = state;
  const value = (purchases?.valueMinor ?? 0) / minorUnits;
  const attributes: Record<string, string | number | boolean> = {};
  for (const [name, stamped] of Object.entries(profile.attributes))
    if (stamped.value !== null) attributes[name] = stamped.value;
  return {
    stage: classes.stage,
    tier: classes.tier,
    frequency: classes.frequency,
    r: classes.rfm?.r ?? 0,
    f: classes.rfm?.f ?? 0,
    m: classes.rfm?.m ?? 0,
    orders: purchases?.orders ?? 0,
    occasions: purchases?.occasions ?? 0,
    value,
    valueInWindow: (purchases?.windowValueMinor ?? 0) / minorUnits,
    averageOrderValue: purchases === undefined ? 0 : value / purchases.orders,
    daysSinceLastOrder: daysSince(purchases?.lastAt, now),
    daysSinceFirstOrder: daysSince(purchases?.firstAt, now),
    country: profile.country?.value ?? '',
    locale: profile.locale?.value ?? '',
    timeZone: profile.timeZone?.value ?? '',
    attributes,
    hasEmail: reachable.email?.value ?? false,
    hasPhone: reachable.sms?.value ?? false,
    emailConsent: hasConsent(consents.email),
    smsConsent: hasConsent(consents.sms),
  };
}

/** Whole days; -1 where it never happened. */
const daysSince = (at: Instant | undefined, now: Instant): number =>
  at === undefined ? -1 : Math.floor((now - at) / DAY_MS);
