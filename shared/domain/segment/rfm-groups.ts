import type { RfmGroup } from './rfm-rules.ts';

/** The name of each cell's group, by its three digits, recency first. */
export function rfmGroupNames(groups: readonly RfmGroup[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, r, f, m } of groups) for (const cell of cellsOf({ r, f, m })) names.set(cell, name);
  return names;
}

/** The cells that a group holds, each as three digits, recency first. */
export const cellsOf = ({ r, f, m }: Omit<RfmGroup, 'name'>): readonly string[] =>
  r.flatMap((recency) => f.flatMap((frequency) => m.map((monetary) => `${recency}${frequency}${monetary}`)));
