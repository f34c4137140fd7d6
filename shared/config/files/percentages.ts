import * as z from 'zod';

export const percentSchema = z.number().positive().max(100);

interface Share {
  readonly name: string;
  readonly percent: number;
}

/** Refinement of named shares of a whole: their names differ, and they add up to 100. */
export function refineShares(shares: readonly Share[], context: z.RefinementCtx<unknown>): void {
  const names = new Set<string>();
  shares.forEach(({ name }, index) => {
    if (names.has(name))
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `"${name}" is there already` });
    names.add(name);
  });
  // Tenths of a percent are not whole numbers of the machine.
  const sum = Math.round(shares.reduce((total, { percent }) => total + percent, 0) * 1e6) / 1e6;
  if (sum === 100) return;
  context.addIssue({ code: 'custom', path: [], message: `the percentages add up to ${sum}, not to 100` });
}
