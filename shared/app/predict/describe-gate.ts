import type { ModelGate } from '../../domain/segment/prediction/model-gates.ts';

/** What a gate of a model measures and what it needs, for a person: "120 days of history (180 needed)". */
export function describeGate({ name, measured, needed }: ModelGate): string {
  const need = needed.toLocaleString('en');
  switch (name) {
    case 'customers':
      return `${count(measured, 'customer')} who bought (${need} needed)`;
    case 'historyDays':
      return `${count(measured, 'day')} of history (${need} needed)`;
    case 'daysSinceLastOrder':
      return `the last order ${count(measured, 'day')} ago (${need} at most)`;
    case 'customersWithThreeOrders':
      return `${count(measured, 'customer')} who bought three times or more (${need} needed)`;
  }
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
