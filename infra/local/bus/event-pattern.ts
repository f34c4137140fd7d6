import { compileOperator, invalidPattern, type ValueMatcher } from './value-matcher.ts';

/** Whether an event (parsed JSON) matches. */
export type EventMatcher = (event: unknown) => boolean;

/** `value` is what stands at this node's place; `event` the whole, for `exists: false`. */
type NodeMatcher = (value: unknown, event: unknown) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Arrays of arrays count as one array: "the array structure is crushed out". */
const elements = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];

const child = (value: unknown, field: string): unknown =>
  isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;

const isLeaf = (value: unknown): boolean =>
  value !== undefined && (typeof value !== 'object' || value === null);

/** Whether a leaf stands anywhere in the event at this path, through whatever arrays. */
function hasLeaf(value: unknown, path: readonly string[]): boolean {
  const [field, ...rest] = path;
  if (field === undefined) return elements(value).some(isLeaf);
  return elements(value).some((element) => hasLeaf(child(element, field), rest));
}

function compileAlternative(alternative: unknown, path: readonly string[]): NodeMatcher {
  const place = path.join('.');
  if (Array.isArray(alternative)) throw invalidPattern(place, 'a list of values holds no other list');
  if (!isRecord(alternative)) return (value) => elements(value).some((leaf) => leaf === alternative);
  if ('exists' in alternative && Object.keys(alternative).length === 1) {
    const { exists } = alternative;
    if (typeof exists !== 'boolean') throw invalidPattern(place, '"exists" takes true or false');
    return exists ? (value) => elements(value).some(isLeaf) : (_, event) => !hasLeaf(event, path);
  }
  const matches: ValueMatcher = compileOperator(alternative, place);
  return (value) => elements(value).some((leaf) => isLeaf(leaf) && matches(leaf));
}

function compileField(pattern: unknown, path: readonly string[]): NodeMatcher {
  if (Array.isArray(pattern)) {
    if (pattern.length === 0) throw invalidPattern(path.join('.'), 'the list of values is empty');
    const alternatives = pattern.map((alternative) => compileAlternative(alternative, path));
    return (value, event) => alternatives.some((matches) => matches(value, event));
  }
  if (isRecord(pattern)) return compileObject(pattern, path);
  throw invalidPattern(path.join('.'), 'a field takes an array of values or an object');
}

/** Names that the matcher keeps for operators; an `$or` whose objects use one is an ordinary field (event-ruler, Constants). */
const reserved = new Set(
  (
    'exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >= regex ' +
    'not-wildcard not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range ' +
    'ip-address-in-range ip-address-not-in-range'
  ).split(' '),
);

const isOr = (pattern: unknown): pattern is readonly Record<string, unknown>[] =>
  Array.isArray(pattern) &&
  pattern.length >= 2 &&
  pattern.every((branch) => isRecord(branch) && !Object.keys(branch).some((field) => reserved.has(field)));

function compileObject(pattern: Record<string, unknown>, path: readonly string[]): NodeMatcher {
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw invalidPattern(path.join('.') || '(top)', 'the object is empty');
  const tests = fields.map(([field, inner]): NodeMatcher => {
    if (field === '$or' && isOr(inner)) {
      const branches = inner.map((branch) => compileObject(branch, path));
      return (value, event) => branches.some((matches) => matches(value, event));
    }
    const matches = compileField(inner, [...path, field]);
    return (value, event) => matches(child(value, field), event);
  });
  const everyField: NodeMatcher = (value, event) => tests.every((matches) => matches(value, event));
  return (value, event) => {
    if (!Array.isArray(value)) return everyField(value, event);
    // Array consistency: all fields below one array must match within the same element of it.
    const objects = elements(value).filter(isRecord);
    return objects.length === 0
      ? everyField(undefined, event)
      : objects.some((element) => everyField(element, event));
  };
}

/**
 * Compiles an EventBridge event pattern (also the pattern of an event source mapping's filter) to a predicate, with the
 * semantics of https://github.com/aws/event-ruler. Throws `LOCAL.EVENT_PATTERN` naming the path. Numbers compare as
 * IEEE doubles, and a dot in a field's name is only a character.
 */
export function compileEventPattern(pattern: unknown): EventMatcher {
  if (!isRecord(pattern)) throw invalidPattern('(top)', 'a pattern is an object');
  const matches = compileObject(pattern, []);
  return (event) => matches(event, event);
}
