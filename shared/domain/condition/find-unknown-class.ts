import type { ASTNode } from '@marcbachmann/cel-js';
import { nearestName } from '../../nearest-name.ts';
import { CONDITION_VARIABLES } from './condition-variables.ts';
import { visit } from './variables-in.ts';

interface UnknownClass {
  readonly message: string;
  readonly position: number;
  readonly suggestion?: string;
}

/** Names that the shop gives and conditions refer to. Those of a kind that is absent are not checked. */
export interface ShopNames {
  readonly segments?: readonly string[];
  readonly rfmGroups?: readonly string[];
}

/**
 * The first comparison of a class with a value that it never has, such as `tier == "middle"`, or with a group or segment
 * that the shop does not have: type-correct, and never true.
 */
export function findUnknownClass(ast: ASTNode, names: ShopNames = {}): UnknownClass | undefined {
  let found: UnknownClass | undefined;
  visit(ast, (node) => {
    if (found !== undefined || (node.op !== '==' && node.op !== '!=' && node.op !== 'in')) return;
    const [left, right] = node.args;
    found = unknownAmong(left, literalsOf(right), names) ?? unknownAmong(right, literalsOf(left), names);
  });
  return found;
}

const fixedValues = new Map(Object.entries(CONDITION_VARIABLES).map(([name, { values }]) => [name, values]));

function valuesOf(variable: string, names: ShopNames): readonly string[] | undefined {
  if (variable === 'segments') return names.segments;
  return variable === 'rfmGroup' ? names.rfmGroups : fixedValues.get(variable);
}

const literalsOf = (node: ASTNode): readonly ASTNode[] => (node.op === 'list' ? node.args : [node]);

function unknownAmong(
  variable: ASTNode,
  literals: readonly ASTNode[],
  names: ShopNames,
): UnknownClass | undefined {
  if (variable.op !== 'id') return undefined;
  const values = valuesOf(variable.args, names);
  if (values === undefined) return undefined;
  for (const literal of literals) {
    const value = literal.op === 'value' ? literal.args : undefined;
    if (typeof value !== 'string' || value === '' || values.includes(value)) continue;
    const suggestion = nearestName(value, values);
    const message = describe(variable.args, value, values);
    return { message, position: literal.start, ...(suggestion === undefined ? {} : { suggestion }) };
  }
  return undefined;
}

function describe(variable: string, value: string, values: readonly string[]): string {
  if (variable === 'segments') return `segments.yaml has no segment "${value}"`;
  return `"${value}" is no ${variable}; there are ${values.join(', ')}`;
}
