import type { SpfTree } from './spf-tree.ts';

/** Whether an SPF record passes every sender there is: a plain or `+` all, in it or in the one that it redirects to. */
export function letsEverybodySend({ found, below }: SpfTree): boolean {
  if (found.status !== 'record' || found.record.status === 'malformed') return false;
  const { mechanisms, redirect } = found.record;
  if (mechanisms.some(({ kind, qualifier }) => kind === 'all' && qualifier === '+')) return true;
  return below.some((tree) => tree.domain === redirect && letsEverybodySend(tree));
}
