import { localHour } from '../calendar/local-day.ts';
import type { RulesInForce } from '../compiled-rules.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { type Affinity, categoryAffinities, channelAffinities, hourAffinity } from '../segment/affinities.ts';
import type { FittedModel } from '../segment/calibration.ts';
import type { Classes } from '../segment/classes.ts';
import {
  expectedLoss,
  predictAlive,
  predictLifetimeValue,
  predictOrders,
  predictSpend,
} from '../segment/predict-customer.ts';
import type { PurchaseSummary } from '../segment/purchase-summary.ts';
import { rfmKey } from '../segment/rfm-score.ts';
import type { AttributeValue } from './attribute-value.ts';
import { hasConsent } from './consent.ts';
import type { CustomerState } from './customer-state.ts';
import type { CustomerView } from './customer-view.ts';
import { customerZone } from './customer-zone.ts';
import { hasAddress } from './suppressed-address.ts';

/**
 * The customer as conditions and templates see it at `now`. Each field is worked out when it is asked for. Classes and segments
 * are those of the state, or others that stand in for them.
 */
export const viewCustomer = (
  state: CustomerState,
  purchases: PurchaseSummary | undefined,
  rules: RulesInForce,
  now: Instant,
  { classes, segments }: Pick<CustomerState, 'classes' | 'segments'> = state,
): CustomerView => new LazyView(state, purchases, rules, now, classes, segments);

/** The same for whatever state a customer comes to have at one instant. Questions come in runs about one of them, whose view is kept. */
export function viewsAt(
  purchases: PurchaseSummary | undefined,
  rules: RulesInForce,
  now: Instant,
): (state: CustomerState) => CustomerView {
  let latest: { readonly state: CustomerState; readonly view: CustomerView } | undefined;
  return (state) => {
    if (latest?.state !== state) latest = { state, view: viewCustomer(state, purchases, rules, now) };
    return latest.view;
  };
}

/** Stands for a number that is not known. */
const UNKNOWN = -1;

/** A class for its getters alone: views are made by the million, and most of their fields are never read. */
class LazyView implements CustomerView {
  private readonly state: CustomerState;
  private readonly purchases: PurchaseSummary | undefined;
  private readonly rules: RulesInForce;
  private readonly now: Instant;
  private readonly classes: Classes;
  readonly segments: readonly string[];
  private alive: number | undefined;
  private given: CustomerView['attributes'] | undefined;
  private drawnTo: readonly Affinity[] | undefined;

  constructor(
    state: CustomerState,
    purchases: PurchaseSummary | undefined,
    rules: RulesInForce,
    now: Instant,
    classes: Classes,
    segments: readonly string[],
  ) {
    this.classes = classes;
    this.segments = segments;
    this.state = state;
    this.purchases = purchases;
    this.rules = rules;
    this.now = now;
  }

  get stage() {
    return this.classes.stage;
  }
  get tier() {
    return this.classes.tier;
  }
  get frequency() {
    return this.classes.frequency;
  }
  get r() {
    return this.classes.rfm?.r ?? 0;
  }
  get f() {
    return this.classes.rfm?.f ?? 0;
  }
  get m() {
    return this.classes.rfm?.m ?? 0;
  }
  get rfmGroup() {
    const { rfm } = this.classes;
    return rfm === undefined ? '' : (this.rules.rfmGroups.get(rfmKey(rfm)) ?? '');
  }
  get priceNeed() {
    return this.classes.price ?? '';
  }
  get noveltyNeed() {
    return this.classes.novelty ?? '';
  }
  get categories() {
    return this.affinities.map(({ name }) => name);
  }
  get topCategory() {
    return this.affinities[0]?.name ?? '';
  }
  get affinity() {
    return Object.fromEntries(this.affinities.map(({ name, share }) => [name, share]));
  }
  get preferredChannel() {
    const { orders } = this.state;
    return channelAffinities(orders, this.rules.needs.affinityHalfLifeDays)[0]?.name ?? '';
  }
  get preferredHour() {
    const zone = customerZone(this.state.profile, this.rules.shop);
    return hourAffinity(this.state.orders, (at) => localHour(at, zone))?.hour ?? UNKNOWN;
  }
  get pAlive() {
    this.alive ??= this.predict((purchases, model) => predictAlive(purchases, model, this.now));
    return this.alive;
  }
  get expectedOrders() {
    return this.predict((purchases, model) =>
      predictOrders(purchases, model, this.rules.prediction, this.now),
    );
  }
  get expectedSpend() {
    return this.predict((purchases, model) => predictSpend(purchases, model) / this.rules.minorUnits);
  }
  get lifetimeValue() {
    return this.predict(
      (purchases, model) =>
        predictLifetimeValue(purchases, model, this.rules.prediction, this.now) / this.rules.minorUnits,
    );
  }
  get expectedLoss() {
    const { pAlive } = this;
    return pAlive === UNKNOWN ? UNKNOWN : expectedLoss(this.lifetimeValue, pAlive);
  }
  get orders() {
    return this.purchases?.orders ?? 0;
  }
  get occasions() {
    return this.purchases?.occasions ?? 0;
  }
  get value() {
    return this.inUnits(this.purchases?.valueMinor) ?? 0;
  }
  get valueInWindow() {
    return this.inUnits(this.purchases?.windowValueMinor) ?? 0;
  }
  get averageOrderValue() {
    return this.purchases === undefined ? 0 : this.value / this.purchases.orders;
  }
  get daysSinceLastOrder() {
    return this.daysSince(this.purchases?.lastAt);
  }
  get daysSinceFirstOrder() {
    return this.daysSince(this.purchases?.firstAt);
  }
  get country() {
    return this.state.profile.country?.value ?? '';
  }
  get locale() {
    return this.state.profile.locale?.value ?? '';
  }
  get timeZone() {
    return this.state.profile.timeZone?.value ?? '';
  }
  get attributes() {
    this.given ??= givenAttributes(this.state.profile);
    return this.given;
  }
  get hasEmail() {
    return hasAddress(this.state, 'email');
  }
  get hasPhone() {
    return hasAddress(this.state, 'sms');
  }
  get emailConsent() {
    return hasConsent(this.state.consents.email);
  }
  get smsConsent() {
    return hasConsent(this.state.consents.sms);
  }

  private get affinities(): readonly Affinity[] {
    this.drawnTo ??= categoryAffinities(this.state.orders, this.rules.needs.affinityHalfLifeDays);
    return this.drawnTo;
  }

  private predict(predictor: (purchases: PurchaseSummary, model: FittedModel) => number): number {
    const { model } = this.rules;
    return this.purchases === undefined || model === undefined ? UNKNOWN : predictor(this.purchases, model);
  }

  private inUnits(minor: number | undefined): number | undefined {
    return minor === undefined ? undefined : minor / this.rules.minorUnits;
  }

  /** Whole days; -1 where it never happened. */
  private daysSince(at: Instant | undefined): number {
    return at === undefined ? UNKNOWN : Math.floor((this.now - at) / DAY_MS);
  }
}

/** Those that have a value: one that was taken back has none. */
function givenAttributes(profile: CustomerState['profile']): CustomerView['attributes'] {
  const given: Record<string, AttributeValue> = {};
  for (const [name, { value }] of Object.entries(profile.attributes)) if (value !== null) given[name] = value;
  return given;
}
