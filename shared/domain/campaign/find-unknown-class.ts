import type { ASTNode } from '@marcbachmann/cel-js';
import { nearestName } from '../../nearest-name.ts';
import { CONDITION_VARIABLES } from './condition-variables.ts';
import { visit } from './variables-in.ts';

interface UnknownClass {
  readonly message: string;
  readonly position: number;
  readonly suggestion?: string;
}

const valuesOf = new Map(
  Object.entries(CONDITION_VARIABLES).flatMap(([name, { values }]) =>
    values ? [[name, values] as const] : [],
  ),
);

/**
 * The first comparison of a class with a value that it never has, such as `tier == "middle"`: type-correct, and never
 * true.
 */
export function findUnknownClass(ast: ASTNode): UnknownClass | undefined {
  let found: UnknownClass | undefined;
  visit(ast, (node) => {
    if (found !== undefined || (node.op !== '==' && node.op !== '!=' && node.op !== 'in')) return;
    const [left, right] = node.args;
    found = unknownAmong(left, literalsOf(right)) ?? unknownAmong(right, literalsOf(left));
  });
  return found;
}

const literalsOf = (node: ASTNode): readonly ASTNode[] => (node.op === 'list' ? node.args : [node]);

function unknownAmong(variable: ASTNode, literals: readonly ASTNode[]): UnknownClass | undefined {
  const values = variable.op === 'id' ? valuesOf.get(variable.args) : undefined;
  if (values === undefined) return undefined;
  for (const literal of literals) {
    if (literal.op !== 'value' || typeof literal.args !== 'string' || values.includes(literal.args)) continue;
    const suggestion = nearestName(literal.args, values);
    const message = `"${literal.args}" is no ${String(variable.args)}; there are ${values.join(', ')}`;
    return { message, position: literal.start, ...(suggestion === undefined ? {} : { suggestion }) };
  }
  return undefined;
}
