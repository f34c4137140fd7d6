import type { ASTNode } from '@marcbachmann/cel-js';
import type { Alternatives, Atom, NumberOperator } from './atom.ts';
import { subjectOf } from './subject-of.ts';

/** Beyond this many ways to hold, a condition is not looked into. */
const MOST_ALTERNATIVES = 300;

/** The same comparison with its sides exchanged. */
const EXCHANGED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;
/** What holds where the comparison does not, of numbers that are there. */
const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' } as const;

/**
 * The ways in which a condition holds, or, with `holds` false, comes out false; undefined where they are too many. What
 * cannot be worked out for a customer neither holds nor comes out false, so it is in neither.
 */
export function alternativesOf(node: ASTNode, holds = true): Alternatives | undefined {
  switch (node.op) {
    case '&&':
    case '||': {
      const parts = node.args.map((part) => alternativesOf(part, holds));
      return (node.op === '&&') === holds ? allOf(parts) : anyOf(parts);
    }
    case '!_':
      return alternativesOf(node.args, !holds);
    case '?:': {
      const [asked, then, otherwise] = node.args;
      return anyOf([
        allOf([alternativesOf(asked), alternativesOf(then, holds)]),
        allOf([alternativesOf(asked, false), alternativesOf(otherwise, holds)]),
      ]);
    }
    case 'value':
      if (typeof node.args === 'boolean') return node.args === holds ? [[]] : [];
      return [[flagOf(node, holds)]];
    case 'in':
      return membershipOf(node, holds);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparisonOf(node, node.op, holds);
    default:
      return [[flagOf(node, holds)]];
  }
}

/** All of several conditions hold. */
export function allOf(parts: readonly (Alternatives | undefined)[]): Alternatives | undefined {
  let product: Alternatives = [[]];
  for (const part of parts) {
    if (part === undefined || product.length * part.length > MOST_ALTERNATIVES) return undefined;
    product = product.flatMap((left) => part.map((right) => [...left, ...right]));
  }
  return product;
}

function anyOf(parts: readonly (Alternatives | undefined)[]): Alternatives | undefined {
  const sum: Atom[][] = [];
  for (const part of parts) {
    if (part === undefined || sum.length + part.length > MOST_ALTERNATIVES) return undefined;
    sum.push(...part.map((conjunct) => [...conjunct]));
  }
  return sum;
}

const flagOf = (node: ASTNode, holds: boolean): Atom => ({
  kind: 'flag',
  subject: subjectOf(node),
  position: node.start,
  holds,
});

function membershipOf(node: Extract<ASTNode, { op: 'in' }>, holds: boolean): Alternatives | undefined {
  const [item, list] = node.args;
  const literals = list.op === 'list' ? list.args.map(literalOf) : [undefined];
  const texts = literals.filter((literal) => typeof literal === 'string');
  const place = { subject: subjectOf(item), position: node.start };
  if (texts.length === literals.length) return [[{ kind: 'text', ...place, isAmong: holds, values: texts }]];
  const numbers = literals.filter((literal) => typeof literal === 'number');
  if (numbers.length !== literals.length) return [[flagOf(node, holds)]];
  const operator = holds ? '==' : '!=';
  const atoms = numbers.map((value): Alternatives => [[{ kind: 'number', ...place, operator, value }]]);
  return holds ? anyOf(atoms) : allOf(atoms);
}

function comparisonOf(
  node: Extract<ASTNode, { op: NumberOperator }>,
  operator: NumberOperator,
  holds: boolean,
): Alternatives | undefined {
  const [left, right] = node.args;
  const literal = literalOf(right);
  if (literal !== undefined) return comparedWith(node, left, operator, literal, holds);
  const first = literalOf(left);
  if (first !== undefined) return comparedWith(node, right, EXCHANGED[operator], first, holds);
  return [[flagOf(node, holds)]];
}

function comparedWith(
  node: ASTNode,
  asked: ASTNode,
  operator: NumberOperator,
  literal: string | number | boolean,
  holds: boolean,
): Alternatives | undefined {
  const place = { subject: subjectOf(asked), position: node.start };
  if (typeof literal === 'number')
    return [[{ kind: 'number', ...place, operator: holds ? operator : OPPOSITE[operator], value: literal }]];
  const isEquality = operator === '==';
  if (!isEquality && operator !== '!=') return [[flagOf(node, holds)]];
  if (typeof literal === 'string')
    return [[{ kind: 'text', ...place, isAmong: isEquality === holds, values: [literal] }]];
  return alternativesOf(asked, (isEquality === holds) === literal);
}

function literalOf(node: ASTNode): string | number | boolean | undefined {
  if (node.op === '-_') {
    const value = literalOf(node.args);
    return typeof value === 'number' ? -value : undefined;
  }
  if (node.op !== 'value') return undefined;
  const { args } = node;
  if (typeof args === 'bigint') return Number(args);
  return typeof args === 'string' || typeof args === 'number' || typeof args === 'boolean' ? args : undefined;
}
