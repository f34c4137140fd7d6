import type { ASTNode } from '@marcbachmann/cel-js';
import { visit } from './variables-in.ts';

export interface SegmentReference {
  readonly name: string;
  /** Where in the expression, in UTF-16 units from 0. */
  readonly position: number;
}

export interface SegmentsNamed {
  /** Those that the expression asks for as `"name" in segments`. */
  readonly references: readonly SegmentReference[];
  /** Where `segments` is used in another way first, so that any segment might be meant. */
  readonly otherUse: number | undefined;
}

/** The segments that an expression depends on. */
export function segmentsNamed(ast: ASTNode): SegmentsNamed {
  const references: SegmentReference[] = [];
  const uses: number[] = [];
  const named = new Set<number>();
  visit(ast, (node) => {
    if (node.op === 'id' && node.args === 'segments') uses.push(node.start);
    if (node.op !== 'in') return;
    const [name, list] = node.args;
    if (list.op !== 'id' || list.args !== 'segments') return;
    if (name.op !== 'value' || typeof name.args !== 'string') return;
    references.push({ name: name.args, position: name.start });
    named.add(list.start);
  });
  return { references, otherUse: uses.find((position) => !named.has(position)) };
}
