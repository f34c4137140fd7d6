import { seededRandom } from '../../cli/demo-shop/seeded-random.ts';
import type { PurchaseModel } from '../../shared/domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../shared/domain/segment/prediction/purchase-pattern.ts';

export interface SimulatedBuyer {
  readonly pattern: PurchasePattern;
  readonly isAlive: boolean;
  /** Orders within the horizon after T. */
  readonly later: number;
}

interface SimulationTerms {
  readonly customers: number;
  /** Units since the first purchase: each customer's T, by their number. */
  readonly T: (index: number) => number;
  /** Units after T. */
  readonly horizon?: number;
  readonly seed: number;
}

/** Customers who live through the story that the model tells, purchase by purchase. */
export function* simulateBuyers(model: PurchaseModel, terms: SimulationTerms): Generator<SimulatedBuyer> {
  const random = seededRandom(terms.seed);
  for (let index = 0; index < terms.customers; index += 1) {
    const rate = random.gamma(model.r, 1 / model.alpha);
    const chance = random.beta(model.a, model.b);
    const T = terms.T(index);
    const end = T + (terms.horizon ?? 0);
    let [x, tx, later, time] = [0, 0, 0, 0];
    let isAlive = true;
    let hasGone = model.kind === 'mbg-nbd' && random.chance(chance);
    if (hasGone) isAlive = false;
    while (!hasGone) {
      time += random.exponential(rate);
      if (time > end) break;
      hasGone = random.chance(chance);
      if (time <= T) {
        x += 1;
        tx = time;
        if (hasGone) isAlive = false;
      } else later += 1;
    }
    yield { pattern: { x, tx, T }, isAlive, later };
  }
}
