import type { SpfTree } from './spf-tree.ts';

/** Mechanisms and modifiers that ask DNS, of which one check may take 10 (RFC 7208 section 4.6.4). */
const ASKS = new Set(['include', 'a', 'mx', 'ptr', 'exists']);
export const MOST_LOOKUPS = 10;

/** What makes a receiver answer `permerror` instead of looking at the sender; empty for a sound record. */
export function spfFaults(tree: SpfTree): string[] {
  const lookups = countLookups(tree);
  return [
    ...faultsBelow(tree),
    ...(lookups > MOST_LOOKUPS
      ? [`it takes ${lookups} lookups, and receivers give up after ${MOST_LOOKUPS} (RFC 7208 section 4.6.4)`]
      : []),
  ];
}

/** Lookups that a check takes where no mechanism matches before the end. */
export function countLookups({ found, below }: SpfTree): number {
  if (found.status !== 'record' || found.record.status === 'malformed') return 0;
  const { mechanisms, redirect } = found.record;
  const isFinal = mechanisms.some(({ kind }) => kind === 'all');
  const own = mechanisms.filter(({ kind }) => ASKS.has(kind)).length;
  const followed = below.reduce((sum, tree) => sum + countLookups(tree), 0);
  return own + (redirect !== undefined && !isFinal ? 1 : 0) + followed;
}

function faultsBelow({ domain, found, below }: SpfTree): string[] {
  if (found.status === 'several')
    return [`${domain} has ${found.texts.length} SPF records, and may have one`];
  if (found.status !== 'record') return [];
  if (found.record.status === 'malformed')
    return [`"${found.record.term}" in the record of ${domain} is no SPF`];
  const led = below.flatMap((tree) =>
    tree.found.status === 'none'
      ? [`${tree.domain}, which it includes, has no SPF record`]
      : faultsBelow(tree),
  );
  return led;
}
