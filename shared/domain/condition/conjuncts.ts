import type { ASTNode } from '@marcbachmann/cel-js';

/** The parts of an expression that must all hold: those that `&&` joins, else the whole. */
export const conjuncts = (node: ASTNode): readonly ASTNode[] =>
  node.op === '&&' ? node.args.flatMap(conjuncts) : [node];
