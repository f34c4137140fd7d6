import type { Why } from '../../shared/domain/customer/fact.ts';
import type { Frame } from '../frame.ts';
import type { Text } from '../text/en.ts';
import { showGroup } from '../text/show-group.ts';
import { showNeed } from '../text/show-need.ts';

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
  // "mid from" is an amount where it stands beside the amount of the head, and a number of days elsewhere.
  const isAmount = (name: string): boolean =>
    AMOUNTS.has(name) || (name === 'midFrom' && 'headFrom' in evidence);
  const show = (name: string, value: string | number): string => {
    if (typeof value === 'string') return showWord(name, value, text);
    if (isAmount(name)) return format.shopUnits(value);
    return PERCENTAGES.has(name) ? format.percent(value) : format.thousandths(value);
  };
  return text.list(
    Object.entries(evidence).map(([name, value]) => `${showName(name, evidence, text)} ${show(name, value)}`),
  );
}

function showName(name: string, evidence: Why, text: Text): string {
  const names: Readonly<Record<string, string>> = text.explanation.evidenceName;
  // Needs are read off the orders whose contents are known; a condition asks for all orders.
  return names[name === 'orders' && 'ordersNeeded' in evidence ? 'knownOrders' : name] ?? name;
}

function showWord(name: string, value: string, text: Text): string {
  if (value === '') return text.nothing;
  if (name === 'rfmGroup') return showGroup(value, text);
  if (name === 'priceNeed') return showNeed('price', value, text);
  if (name === 'noveltyNeed') return showNeed('novelty', value, text);
  const { isTrue, isFalse, decidedBy } = text.explanation;
  const truth = { true: isTrue, false: isFalse };
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    stage: text.stage,
    tier: text.tier,
    frequency: text.frequency,
    decidedBy,
    hasEmail: truth,
    hasPhone: truth,
    emailConsent: truth,
    smsConsent: truth,
  };
  return words[name]?.[value] ?? value;
}
