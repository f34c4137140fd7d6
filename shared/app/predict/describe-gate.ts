import type { ModelGate } from '../../domain/segment/prediction/model-gates.ts';

/** What a gate of a model measures and what it needs, for a person: "120 days of history (180 needed)". */
export function describeGate({ name, measured, needed }: ModelGate): string {
  const [have, need] = [measured.toLocaleString('en'), needed.toLocaleString('en')];
  switch (name) {
    case 'customers':
      return `${have} customers who have bought (${need} needed)`;
    case 'historyDays':
      return `${have} days of history (${need} needed)`;
    case 'daysSinceLastOrder':
      return `the last order ${have} days ago (${need} at most)`;
    case 'customersWithThreeOrders':
      return `${have} customers who have bought three times or more (${need} needed)`;
  }
}
