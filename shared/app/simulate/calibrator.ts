import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Input } from '../../domain/customer/input.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Calibration } from '../../domain/segment/calibration.ts';
import { ArrivalTally } from '../../domain/segment/learning/arrival-tally.ts';
import { CalibrationLearner, isNews } from '../../domain/segment/learning/calibration-learner.ts';
import type { PurchaseSummary } from '../../domain/segment/purchase-summary.ts';

/** Learns calibrations from customers in memory, as `calibrate` does from those in the table. */
export class Calibrator {
  private last: Calibration | undefined;
  private readonly arrivals = new ArrivalTally();
  private readonly rules: CompiledRules;

  constructor(rules: CompiledRules) {
    this.rules = rules;
  }

  /** How many have come into force. */
  get count(): number {
    return this.last?.sequence ?? 0;
  }

  /** Takes note of what was bought, and when. */
  see(input: Input): void {
    if (input.kind !== 'order.placed' || input.items === undefined) return;
    const day = this.rules.counting.dayOf(input.occurredAt);
    this.arrivals.add(
      day,
      input.items.map(({ sku }) => sku),
    );
  }

  /** What holds from `at` on, by the purchases of every customer as of then; undefined where nothing new was learned. */
  calibrate(purchases: Iterable<PurchaseSummary>, at: Instant): Calibration | undefined {
    const learner = new CalibrationLearner(this.rules, at, this.arrivals);
    for (const summary of purchases) learner.addPurchases(summary);
    const calibration = learner.learn(this.last);
    if (!isNews(calibration, this.last)) return undefined;
    this.last = calibration;
    return calibration;
  }
}
