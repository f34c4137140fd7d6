import type { ModelGateNeeds } from './prediction/model-gates.ts';
import type { PurchaseModelKind } from './prediction/purchase-model.ts';

/** What is learned from the customers by `calibrate`, and how far ahead predictions look. */
export interface PredictionRules {
  readonly model: PurchaseModelKind;
  /** Days in the model's unit of time: 1 or 7. */
  readonly unitDays: number;
  /** What must be there before the model is trusted. */
  readonly gates: ModelGateNeeds;
  /** Days ahead for expected orders and customer lifetime value. */
  readonly horizonDays: number;
  /** Share of an order's value that is profit; lifetime value counts only that. */
  readonly margin: number;
  /** Yearly rate at which later profit is worth less: 0.1 for 10 %. */
  readonly discountRate: number;
}
