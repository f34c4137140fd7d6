import type { ASTNode } from '@marcbachmann/cel-js';

/** Names that an expression refers to, each once; loop variables of macros included. */
export function variablesIn(ast: ASTNode): string[] {
  const names = new Set<string>();
  visit(ast, (node) => {
    if (node.op === 'id') names.add(node.args);
  });
  return [...names];
}

/** Calls `see` with every node of the tree, parents first. */
export function visit(ast: ASTNode, see: (node: ASTNode) => void): void {
  see(ast);
  for (const child of childrenOf(ast)) visit(child, see);
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'list':
      return node.args;
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}
