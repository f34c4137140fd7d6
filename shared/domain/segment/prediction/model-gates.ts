/** What a shop's history must hold before a model of it may be trusted. */
export interface ModelGateNeeds {
  /** Customers who have bought at least once. */
  readonly customers: number;
  /** Days from the first order to now. */
  readonly historyDays: number;
  /** Days from the last order to now, at most. */
  readonly daysSinceLastOrder: number;
  /** Customers with three orders or more. */
  readonly customersWithThreeOrders: number;
}

export interface ModelGate {
  readonly name: keyof ModelGateNeeds;
  readonly measured: number;
  readonly needed: number;
  readonly isPassed: boolean;
}

/** The gates of Klaviyo's predictive analytics, as its help centre gives them. */
export const DEFAULT_MODEL_GATES: ModelGateNeeds = {
  customers: 500,
  historyDays: 180,
  daysSinceLastOrder: 30,
  customersWithThreeOrders: 1,
};

/** Holds what a shop has against what a model needs, gate by gate, so that it can be said what is lacking. */
export function checkModelGates(
  measured: ModelGateNeeds,
  needed: ModelGateNeeds = DEFAULT_MODEL_GATES,
): ModelGate[] {
  const gate = (name: keyof ModelGateNeeds, isPassed: boolean): ModelGate => ({
    name,
    measured: measured[name],
    needed: needed[name],
    isPassed,
  });
  return [
    gate('customers', measured.customers >= needed.customers),
    gate('historyDays', measured.historyDays >= needed.historyDays),
    gate('daysSinceLastOrder', measured.daysSinceLastOrder <= needed.daysSinceLastOrder),
    gate('customersWithThreeOrders', measured.customersWithThreeOrders >= needed.customersWithThreeOrders),
  ];
}
