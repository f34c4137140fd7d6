import type { ASTNode } from '@marcbachmann/cel-js';
import { CONDITION_VARIABLES, type TimeCourse } from './condition-variables.ts';
import { visit } from './variables-in.ts';

export interface TimeVariable {
  readonly name: string;
  readonly course: TimeCourse;
}

/** A comparison of a figure that changes as time passes with a number. */
export interface Threshold {
  readonly variable: TimeVariable;
  readonly operator: ThresholdOperator;
  readonly value: number;
}

type ThresholdOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** How an expression depends on time alone. Both lists are empty where it does not. */
export interface TimeUses {
  readonly thresholds: readonly Threshold[];
  /** What it uses in any other way than in comparisons with numbers. */
  readonly others: readonly TimeVariable[];
}

const timeVariables: ReadonlyMap<string, TimeVariable> = new Map(
  Object.entries(CONDITION_VARIABLES).flatMap(([name, { time }]) =>
    time === undefined ? [] : [[name, { name, course: time }] as const],
  ),
);

/** The same comparison with its sides exchanged. */
const EXCHANGED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;

/** Finds what of an expression may change as time passes. */
export function timeUses(ast: ASTNode): TimeUses {
  const thresholds: Threshold[] = [];
  const compared = new Set<ASTNode>();
  const others = new Map<string, TimeVariable>();
  visit(ast, (node) => {
    const variable = variableOf(node);
    if (variable !== undefined && !compared.has(node)) others.set(variable.name, variable);
    if (!isComparison(node)) return;
    const [left, right] = node.args;
    const threshold = thresholdOf(left, node.op, right) ?? thresholdOf(right, EXCHANGED[node.op], left);
    if (threshold === undefined) return;
    thresholds.push(threshold);
    compared.add(left).add(right);
  });
  return { thresholds, others: [...others.values()] };
}

const isComparison = (node: ASTNode): node is Extract<ASTNode, { op: ThresholdOperator }> =>
  Object.hasOwn(EXCHANGED, node.op);

function thresholdOf(left: ASTNode, operator: ThresholdOperator, right: ASTNode): Threshold | undefined {
  const variable = variableOf(left);
  const value = numberOf(right);
  return variable === undefined || value === undefined ? undefined : { variable, operator, value };
}

const variableOf = (node: ASTNode): TimeVariable | undefined =>
  node.op === 'id' ? timeVariables.get(node.args) : undefined;

function numberOf(node: ASTNode): number | undefined {
  if (node.op === '-_') {
    const value = numberOf(node.args);
    return value === undefined ? undefined : -value;
  }
  if (node.op !== 'value') return undefined;
  return typeof node.args === 'number' || typeof node.args === 'bigint' ? Number(node.args) : undefined;
}
