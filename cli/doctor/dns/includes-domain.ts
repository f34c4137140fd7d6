import type { SpfTree } from './spf-tree.ts';

/** Whether an SPF record, or one that it leads to, includes a domain. */
export const includesDomain = (tree: SpfTree, domain: string): boolean =>
  tree.below.some((each) => each.domain === domain || includesDomain(each, domain));
