import type { CustomerView } from './customer-view.ts';
import type { Why } from './fact.ts';

/** What a condition asks of a customer, as it is: lists joined, what is not known left out. */
export function evidenceOf(variables: readonly (keyof CustomerView)[], view: CustomerView): Why {
  const why: Record<string, string | number> = {};
  for (const variable of variables) {
    const value = plain(view[variable]);
    if (value !== undefined) why[variable] = value;
  }
  return why;
}

function plain(value: CustomerView[keyof CustomerView]): string | number | undefined {
  if (typeof value === 'number') return value < 0 ? undefined : Math.round(value * 1000) / 1000;
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'boolean') return String(value);
  const parts = Array.isArray(value) ? value : Object.entries(value).map(([key, part]) => `${key} ${part}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
