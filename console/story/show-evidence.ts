import type { Why } from '../../shared/domain/customer/fact.ts';
import type { Frame } from '../frame.ts';

/** Amounts are in units of the shop's currency. */
const AMOUNTS = new Set([
  'spentInWindow',
  'headFrom',
  'spent',
  'value',
  'valueInWindow',
  'averageOrderValue',
  'expectedSpend',
  'lifetimeValue',
  'expectedLoss',
]);
const PERCENTAGES = new Set(['pAlive', 'atRiskBelow', 'lapsedBelow', 'hysteresis', 'shareWithinAnHour']);

/** The values that a class was read off, each after its name; one that has no words is shown by its own name. */
export function showEvidence(evidence: Why, { text, format }: Pick<Frame, 'text' | 'format'>): string {
  const names: Readonly<Record<string, string>> = text.explanation.evidenceName;
  // "mid from" is an amount where it stands beside the amount of the head, and a number of days elsewhere.
  const isAmount = (name: string): boolean =>
    AMOUNTS.has(name) || (name === 'midFrom' && 'headFrom' in evidence);
  const show = (name: string, value: string | number): string => {
    if (typeof value === 'string') return value;
    if (isAmount(name)) return format.shopUnits(value);
    return PERCENTAGES.has(name) ? format.percent(value) : format.thousandths(value);
  };
  return text.list(
    Object.entries(evidence).map(([name, value]) => `${names[name] ?? name} ${show(name, value)}`),
  );
}
