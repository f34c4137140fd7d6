import type { Fact } from '../../domain/customer/fact.ts';
import type { ExpectedFact } from './scenario.ts';

/** Whether a fact is of the kind, the time and the fields expected. */
export function matchesFact(fact: Fact, { kind, fields, between }: ExpectedFact): boolean {
  if (fact.kind !== kind) return false;
  if (between !== undefined && (fact.at < between[0] || fact.at > between[1])) return false;
  return isWithin(fields, fact);
}

/** The fields in which a fact of the expected kind is another than expected, with `at` for its time. */
export function differingFields(fact: Fact, { fields, between }: ExpectedFact): readonly string[] {
  const isLate = between !== undefined && (fact.at < between[0] || fact.at > between[1]);
  const others = Object.entries(fields).filter(([name, value]) => !isWithin(value, Reflect.get(fact, name)));
  return [...(isLate ? ['at'] : []), ...others.map(([name]) => name)];
}

/** Whether everything that `expected` says is so: of groups those fields that it names, of lists all entries. */
export function isWithin(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((value, index) => isWithin(value, actual[index]))
    );
  if (typeof expected !== 'object' || expected === null) return expected === (actual ?? null);
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([name, value]) => isWithin(value, Reflect.get(actual, name)));
}
