import type { ASTNode } from '@marcbachmann/cel-js';

/** A name for what an expression asks for, the same for the same expression however it is spaced: `tier`, `entry.total`. */
export function subjectOf(node: ASTNode): string {
  if (node.op === 'id') return node.args;
  if (node.op === '.' && node.args[0].op === 'id') return `${node.args[0].args}.${node.args[1]}`;
  if (node.op === '[]') {
    const [holder, key] = node.args;
    if (holder.op === 'id' && key.op === 'value' && typeof key.args === 'string')
      return `${holder.args}.${key.args}`;
  }
  if (node.op === 'in') {
    const [item, list] = node.args;
    if (item.op === 'value' && typeof item.args === 'string' && list.op === 'id')
      return `"${item.args}" in ${list.args}`;
  }
  return JSON.stringify(shapeOf(node));
}

/** The expression without its places. */
function shapeOf(node: unknown): unknown {
  if (typeof node === 'bigint') return `${node}n`;
  if (Array.isArray(node)) return node.map(shapeOf);
  if (typeof node !== 'object' || node === null) return node;
  return 'op' in node && 'args' in node ? [node.op, shapeOf(node.args)] : String(node);
}
