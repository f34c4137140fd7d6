import { DDSketch } from '@datadog/sketches-js';
import type { CompiledRules } from '../../compiled-rules.ts';
import { DAY_MS, type Instant } from '../../instant.ts';
import type { Calibration } from '../calibration.ts';
import { type PurchaseHistory, type PurchaseSummary, summarizePurchases } from '../purchase-summary.ts';
import { ArrivalTally } from './arrival-tally.ts';
import { learnModel } from './learn-model.ts';
import { PatternTally } from './pattern-tally.ts';
import { cutsOfSketch, cutsOfTally, keepSteady, roundAmount } from './quantile-cuts.ts';
import { countIn } from './tally.ts';

/** Customers from which on cut points are learned; the shop's own hold below. */
const MINIMUM_CUSTOMERS = 100;

/** Quantiles are exact to half a percent of their value (DDSketch: Masson, Rim, Lee 2019), whatever the number of customers. */
const SKETCH = { relativeAccuracy: 0.005 };

/** What a calibration as of `now` is learned from, of one customer; undefined without a purchase. */
export const purchasesToLearnFrom = (
  history: PurchaseHistory,
  { tiers, counting }: Pick<CompiledRules, 'tiers' | 'counting'>,
  now: Instant,
): PurchaseSummary | undefined => summarizePurchases(history, now - tiers.windowDays * DAY_MS, counting);

/**
 * Learns a calibration from the shop's customers, in any order, as of one instant. What it keeps grows with the distinct purchase
 * patterns, not with the customers.
 */
export class CalibrationLearner {
  private readonly days = new Map<number, number>();
  private readonly occasions = new Map<number, number>();
  private readonly values = new DDSketch(SKETCH);
  private readonly windowValues = new DDSketch(SKETCH);
  private readonly patterns: PatternTally;
  private readonly arrivals: ArrivalTally;
  private readonly rules: CompiledRules;
  private readonly now: Instant;

  /** `arrivals` may know orders already: when products came does not depend on now. */
  constructor(rules: CompiledRules, now: Instant, arrivals = new ArrivalTally()) {
    this.rules = rules;
    this.now = now;
    this.arrivals = arrivals;
    this.patterns = new PatternTally(rules.counting.dayOf, rules.prediction.unitDays, now);
  }

  addCustomer(history: PurchaseHistory): void {
    const purchases = purchasesToLearnFrom(history, this.rules, this.now);
    if (purchases !== undefined) this.addPurchases(purchases);
  }

  /** Of one customer, as `purchasesToLearnFrom` sums them up as of the same instant. */
  addPurchases(purchases: PurchaseSummary): void {
    countIn(this.days, Math.floor((this.now - purchases.lastAt) / DAY_MS));
    countIn(this.occasions, purchases.occasions);
    this.values.accept(purchases.valueMinor);
    if (purchases.windowValueMinor > 0) this.windowValues.accept(purchases.windowValueMinor);
    this.patterns.add(purchases);
  }

  addOrder(at: Instant, skus: Iterable<string>): void {
    this.arrivals.add(this.rules.counting.dayOf(at), skus);
  }

  /** What holds from now on; `last` is what held before, which stays where nothing has really changed. */
  learn(last: Calibration | undefined): Calibration {
    const { currency } = this.rules.shop;
    // Amounts in another currency say nothing about those in this one.
    const former = last?.currency === currency ? last : undefined;
    const { customers } = this.patterns.measured();
    const isEnough = customers >= MINIMUM_CUSTOMERS;
    const tiers = isEnough ? this.learnTiers(former) : undefined;
    const arrivals = this.arrivals.newest(this.rules.counting.dayOf(this.now));
    return {
      sequence: (last?.sequence ?? 0) + 1,
      effectiveAt: this.now,
      currency,
      customers,
      rfm: isEnough ? this.learnCuts(former) : {},
      ...(tiers && { tiers }),
      ...learnModel(this.patterns, this.rules.prediction, former?.model),
      ...(Object.keys(arrivals).length > 0 && { arrivals }),
    };
  }

  private learnCuts(former: Calibration | undefined): Calibration['rfm'] {
    const { cutPoints } = this.rules.rfm;
    const money = cutPoints.monetary === 'learned' ? cutsOfSketch(this.values) : undefined;
    return {
      ...(cutPoints.recency === 'learned' && {
        recencyDays: keepSteady(cutsOfTally(this.days), former?.rfm.recencyDays, 1),
      }),
      ...(cutPoints.frequency === 'learned' && {
        frequencyOccasions: keepSteady(cutsOfTally(this.occasions), former?.rfm.frequencyOccasions),
      }),
      ...(money !== undefined && { monetaryMinor: keepSteady(money, former?.rfm.monetaryMinor) }),
    };
  }

  private learnTiers(former: Calibration | undefined): Calibration['tiers'] {
    const { share } = this.rules.tiers;
    if (share === undefined || this.windowValues.count < MINIMUM_CUSTOMERS) return undefined;
    const midMinor = Math.max(1, this.windowValueAt(1 - share.head - share.mid));
    const headMinor = Math.max(midMinor + 1, this.windowValueAt(1 - share.head));
    const [head = headMinor, mid = midMinor] = keepSteady(
      [headMinor, midMinor],
      former?.tiers && [former.tiers.headMinor, former.tiers.midMinor],
    );
    return { headMinor: head, midMinor: mid };
  }

  private windowValueAt(share: number): number {
    return roundAmount(this.windowValues.getValueAtQuantile(Math.max(0, share)));
  }
}

/** Whether the new calibration says anything else than the former; how many customers it was learned from does not matter. */
export function isNews(calibration: Calibration, former: Calibration | undefined): boolean {
  if (former === undefined) return true;
  const says = ({ currency, rfm, tiers, model, arrivals }: Calibration): string =>
    JSON.stringify([currency, rfm, tiers, model?.purchase, model?.spend, arrivals]);
  return says(calibration) !== says(former);
}
