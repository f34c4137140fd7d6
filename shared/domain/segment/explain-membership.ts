import type { CustomerView } from '../customer/customer-view.ts';
import { evidenceOf } from '../customer/evidence-of.ts';
import type { Why } from '../customer/fact.ts';
import type { CompiledSegments } from './compiled-segments.ts';

/** What a segment's condition asks of a customer, as it is. Empty for an unknown segment. */
export function explainMembership({ levels }: CompiledSegments, name: string, view: CustomerView): Why {
  const segment = levels.flat().find((compiled) => compiled.name === name);
  return evidenceOf(segment?.variables ?? [], view);
}
