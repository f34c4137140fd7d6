import { BlockList, isIP } from 'node:net';
import { PerennialError } from '../../../shared/perennial-error.ts';

/** Whether one leaf of an event (a string, number, boolean or null) satisfies one alternative of a pattern. */
export type ValueMatcher = (value: unknown) => boolean;

/** The error of a pattern that EventBridge would refuse; `path` is the field's place, such as `detail.state`. */
export const invalidPattern = (path: string, problem: string): PerennialError =>
  new PerennialError('LOCAL.EVENT_PATTERN', {
    message: `The event pattern is not valid at "${path}": ${problem}.`,
    details: { path },
  });

const isString = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function singleOperator(operand: Record<string, unknown>, path: string): [name: string, operand: unknown] {
  const entries = Object.entries(operand);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) {
    throw invalidPattern(path, 'a match expression names exactly one operator');
  }
  return entry;
}

function requireString(operand: unknown, operator: string, path: string): string {
  if (!isString(operand)) throw invalidPattern(path, `"${operator}" takes a string`);
  return operand;
}

const equalsIgnoreCase = (operand: string): ValueMatcher => {
  const wanted = operand.toLowerCase();
  return (value) => isString(value) && value.toLowerCase() === wanted;
};

/** `prefix` and `suffix`: of the text as it stands, or of any casing of it. */
function affix(operator: 'prefix' | 'suffix', operand: unknown, path: string): ValueMatcher {
  const holds = (text: string, wanted: string): boolean =>
    operator === 'prefix' ? text.startsWith(wanted) : text.endsWith(wanted);
  if (isRecord(operand)) {
    const [name, inner] = singleOperator(operand, path);
    if (name !== 'equals-ignore-case') {
      throw invalidPattern(path, `"${operator}" takes a string or "equals-ignore-case", not "${name}"`);
    }
    const wanted = requireString(inner, name, path).toLowerCase();
    return (value) => isString(value) && holds(value.toLowerCase(), wanted);
  }
  const wanted = requireString(operand, operator, path);
  return (value) => isString(value) && holds(value, wanted);
}

function wildcard(operand: unknown, path: string): ValueMatcher {
  const pattern = requireString(operand, 'wildcard', path);
  let expression = '';
  for (let position = 0; position < pattern.length; position += 1) {
    let character = pattern.charAt(position);
    if (character === '*') {
      if (pattern.charAt(position + 1) === '*') throw invalidPattern(path, 'consecutive wildcard characters');
      expression += '.*';
      continue;
    }
    if (character === '\\') {
      position += 1;
      character = pattern.charAt(position);
      if (character !== '*' && character !== '\\') {
        throw invalidPattern(path, 'a backslash may escape only "*" and "\\"');
      }
    }
    expression += character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  }
  const compiled = new RegExp(`^${expression}$`, 'su');
  return (value) => isString(value) && compiled.test(value);
}

const NUMERIC_LIMIT = 5e9;
const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

function numeric(operand: unknown, path: string): ValueMatcher {
  if (!Array.isArray(operand))
    throw invalidPattern(path, '"numeric" takes an array such as [">", 0, "<=", 5]');
  const parts: readonly unknown[] = operand;
  const tests: ((value: number) => boolean)[] = [];
  const operators: string[] = [];
  for (let position = 0; position < parts.length; position += 2) {
    const operator = parts[position];
    const bound = parts[position + 1];
    const compare = isString(operator) ? comparisons[operator] : undefined;
    if (!isString(operator) || compare === undefined) {
      throw invalidPattern(path, `"${String(operator)}" is not a numeric comparison`);
    }
    if (typeof bound !== 'number' || Math.abs(bound) > NUMERIC_LIMIT) {
      throw invalidPattern(path, `"${operator}" takes a number between -5.0e9 and 5.0e9`);
    }
    operators.push(operator);
    tests.push((value) => compare(value, bound));
  }
  // One bound, or a lower and then an upper one.
  if (!/^(=|>=?|<=?|>=?<=?)$/.test(operators.join(''))) {
    throw invalidPattern(path, '"numeric" takes one comparison, or a lower and then an upper bound');
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(operand: unknown, path: string): ValueMatcher {
  const text = requireString(operand, 'cidr', path);
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  const length = Number(bits);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits) || length > (family === 4 ? 32 : 128)) {
    throw invalidPattern(path, `"${text}" is not a CIDR block such as 10.0.0.0/24`);
  }
  const block = new BlockList();
  block.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    if (!isString(value)) return false;
    const valueFamily = isIP(value);
    return valueFamily === family && block.check(value, family === 4 ? 'ipv4' : 'ipv6');
  };
}

const anythingButOperators: Readonly<Record<string, (operand: string, path: string) => ValueMatcher>> = {
  prefix: (operand, path) => affix('prefix', operand, path),
  suffix: (operand, path) => affix('suffix', operand, path),
  'equals-ignore-case': (operand) => equalsIgnoreCase(operand),
  wildcard: (operand, path) => wildcard(operand, path),
};

/** Every string of an operand that is one string or a list of them. */
function strings(operand: unknown, operator: string, path: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0 || !list.every(isString) || list.includes('')) {
    throw invalidPattern(path, `"${operator}" takes a string, or a list of strings, none of them empty`);
  }
  return list;
}

function anythingBut(operand: unknown, path: string): ValueMatcher {
  if (isRecord(operand)) {
    const [name, inner] = singleOperator(operand, path);
    const compile = anythingButOperators[name];
    if (compile === undefined) throw invalidPattern(path, `"anything-but" does not take "${name}"`);
    const matchers = strings(inner, `anything-but ${name}`, path).map((each) => compile(each, path));
    return (value) => !matchers.some((matches) => matches(value));
  }
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const kinds = new Set(list.map((value) => typeof value));
  if (kinds.size !== 1 || !(kinds.has('string') || kinds.has('number'))) {
    throw invalidPattern(path, '"anything-but" takes strings or numbers, not both');
  }
  const refused = new Set<unknown>(list);
  return (value) => !refused.has(value);
}

/** The operators that look at one value; `exists` looks at the whole event and is compiled with the pattern. */
export function compileOperator(expression: Record<string, unknown>, path: string): ValueMatcher {
  const [operator, operand] = singleOperator(expression, path);
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return affix(operator, operand, path);
    case 'equals-ignore-case':
      return equalsIgnoreCase(requireString(operand, operator, path));
    case 'wildcard':
      return wildcard(operand, path);
    case 'anything-but':
      return anythingBut(operand, path);
    case 'numeric':
      return numeric(operand, path);
    case 'cidr':
      return cidr(operand, path);
    default:
      throw invalidPattern(path, `"${operator}" is not a comparison operator`);
  }
}
