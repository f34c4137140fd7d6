import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Input } from '../../domain/customer/input.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Calibration } from '../../domain/segment/calibration.ts';
import { ArrivalTally } from '../../domain/segment/learning/arrival-tally.ts';
import { CalibrationLearner, isNews } from '../../domain/segment/learning/calibration-learner.ts';
import type { PurchaseSummary } from '../../domain/segment/purchase-summary.ts';

/** Learns calibrations from customers in memory, as `calibrate` does from those in the table. */
export class Calibrator {
  /** Newest first: a customer of whom nothing was heard for long lives through all of them. */
  private calibrations: readonly Calibration[] = [];
  private readonly arrivals = new ArrivalTally();
  private readonly rules: CompiledRules;

  constructor(rules: CompiledRules) {
    this.rules = rules;
  }

  /** How many have come into force. */
  get count(): number {
    return this.calibrations.length;
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

  /** All calibrations, with that of `at`, from the purchases of every customer as of then; undefined where nothing new was learned. */
  calibrate(purchases: Iterable<PurchaseSummary>, at: Instant): readonly Calibration[] | undefined {
    const learner = new CalibrationLearner(this.rules, at, this.arrivals);
    for (const summary of purchases) learner.addPurchases(summary);
    const [former] = this.calibrations;
    const calibration = learner.learn(former);
    if (!isNews(calibration, former)) return undefined;
    this.calibrations = [calibration, ...this.calibrations];
    return this.calibrations;
  }
}
