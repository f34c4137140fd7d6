import type { Counting } from '../../domain/counting.ts';
import { countsAsPurchase } from '../../domain/customer/order-book.ts';
import { DAY_MS, type Instant } from '../../domain/instant.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Calibration } from '../../domain/segment/calibration.ts';
import type { Classes } from '../../domain/segment/classes.ts';
import { countIn } from '../../domain/segment/learning/tally.ts';
import type { ModelReport } from '../../domain/segment/model-report.ts';
import { predictCustomer } from '../../domain/segment/predict-customer.ts';
import { expectedOrdersOfNewCustomer } from '../../domain/segment/prediction/expected-orders.ts';
import {
  type PurchaseHistory,
  type PurchaseSummary,
  summarizePurchases,
} from '../../domain/segment/purchase-summary.ts';

/** Customers that the report names. */
const NAMED = 20;
/** Steps of the tracking plot. */
const STEPS = 60;

interface AtRisk {
  readonly customerId: string;
  readonly classes: Classes;
  readonly purchases: PurchaseSummary;
}

/** Gathers what the report on the purchase model needs to know of each customer. */
export class ModelReportBuilder {
  private readonly firstDays = new Map<number, number>();
  private readonly repeatDays = new Map<number, number>();
  private readonly atRisk: AtRisk[] = [];
  private readonly rules: Pick<Rules, 'prediction' | 'tiers'>;
  private readonly counting: Counting;
  private readonly now: Instant;

  constructor(rules: Pick<Rules, 'prediction' | 'tiers'>, counting: Counting, now: Instant) {
    this.rules = rules;
    this.counting = counting;
    this.now = now;
  }

  addCustomer(customerId: string, history: PurchaseHistory, classes: Classes): void {
    const windowStart = this.now - this.rules.tiers.windowDays * DAY_MS;
    const purchases = summarizePurchases(history, windowStart, this.counting);
    if (purchases === undefined) return;
    // Orders that are no longer kept one by one have no days to be plotted at.
    if (history.earlier === undefined) this.addDays(history);
    if (classes.stage === 'at-risk') this.atRisk.push({ customerId, classes, purchases });
  }

  build(calibration: Calibration): ModelReport {
    return {
      calibration: calibration.sequence,
      madeAt: this.now,
      isTrusted: calibration.model !== undefined,
      gates: calibration.gates,
      tracking: this.track(calibration.model),
      atRisk: this.nameDearest(calibration.model),
    };
  }

  private addDays({ orders }: PurchaseHistory): void {
    const days = new Set(orders.filter(countsAsPurchase).map(({ at }) => this.counting.dayOf(at)));
    let isFirst = true;
    for (const day of days) {
      countIn(isFirst ? this.firstDays : this.repeatDays, day);
      isFirst = false;
    }
  }

  /** The tracking plot of Fader and Hardie: cumulative repeat occasions of everybody, from each one's first purchase on. */
  private track(model: Calibration['model']): ModelReport['tracking'] {
    const firsts = [...this.firstDays].sort(([a], [b]) => a - b);
    const firstDay = firsts[0]?.[0];
    if (model === undefined || firstDay === undefined) return [];
    const { purchase } = model;
    const today = this.counting.dayOf(this.now);
    const repeats = [...this.repeatDays].sort(([a], [b]) => a - b);
    const step = Math.max(1, Math.ceil((today - firstDay) / STEPS));
    const tracking: ModelReport['tracking'] = [];
    const expectedAfter = new Map<number, number>();
    let [actual, position] = [0, 0];
    for (let day = firstDay + step; day < today + step; day += step) {
      const until = Math.min(day, today);
      for (; (repeats[position]?.[0] ?? Number.POSITIVE_INFINITY) <= until; position += 1)
        actual += repeats[position]?.[1] ?? 0;
      let expected = 0;
      for (const [first, customers] of firsts) {
        const age = until - first;
        if (age <= 0) break;
        const each = expectedAfter.get(age) ?? expectedOrdersOfNewCustomer(purchase, age / purchase.unitDays);
        expectedAfter.set(age, each);
        expected += customers * each;
      }
      tracking.push({ at: until * DAY_MS, actual, expected: Math.round(expected * 10) / 10 });
    }
    return tracking;
  }

  private nameDearest(model: Calibration['model']): ModelReport['atRisk'] {
    if (model === undefined) return [];
    return this.atRisk
      .map(({ customerId, classes: { stage, tier }, purchases }) => {
        const prediction = predictCustomer(purchases, model, this.rules.prediction, this.now);
        return {
          customerId,
          stage,
          tier,
          lastAt: purchases.lastAt,
          pAlive: prediction.pAlive,
          expectedLossMinor: Math.round(prediction.expectedLossMinor),
        };
      })
      .sort((a, b) => b.expectedLossMinor - a.expectedLossMinor || (a.customerId < b.customerId ? -1 : 1))
      .slice(0, NAMED);
  }
}
