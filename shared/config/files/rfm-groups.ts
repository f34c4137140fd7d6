import * as z from 'zod';
import { cellsOf } from '../../domain/segment/rfm-groups.ts';

const SCORES = [1, 2, 3, 4, 5];
const CELLS = cellsOf({ r: SCORES, f: SCORES, m: SCORES });

const scoresSchema = z
  .array(z.int().min(1).max(5))
  .min(1)
  .default(SCORES)
  .refine((scores) => new Set(scores).size === scores.length, { error: 'must not list a score twice' });

const rfmGroupSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(40)
    .regex(/^\S(.*\S)?$/u, 'must not begin or end with a space')
    .describe('Name of the group; conditions compare rfmGroup with it.'),
  r: scoresSchema.describe('Recency scores, 1 to 5. Absent: all.'),
  f: scoresSchema.describe('Frequency scores, 1 to 5. Absent: all.'),
  m: scoresSchema.describe('Monetary scores, 1 to 5. Absent: all.'),
});

/** Named groups that hold each of the 125 cells of scores once. */
export const rfmGroupsSchema = z
  .array(rfmGroupSchema)
  .min(1)
  .max(CELLS.length)
  .superRefine((groups, context) => {
    // Of groups that are not read right, it cannot be said what they hold.
    if (context.issues.length > 0) return;
    const holderOf = new Map<string, string>();
    const names = new Set<string>();
    groups.forEach((group, index) => {
      const problem = (path: PropertyKey[], message: string) =>
        context.addIssue({ code: 'custom', path: [index, ...path], message });
      if (names.has(group.name)) problem(['name'], `another group is named "${group.name}" already`);
      names.add(group.name);
      const shared = cellsOf(group).filter((cell) => holderOf.has(cell));
      const [first] = shared;
      if (first !== undefined)
        problem(
          [],
          `"${group.name}" and "${holderOf.get(first)}" both hold ${shown(shared)}; each belongs to one`,
        );
      for (const cell of cellsOf(group)) if (!holderOf.has(cell)) holderOf.set(cell, group.name);
    });
    const missing = CELLS.filter((cell) => !holderOf.has(cell));
    if (missing.length > 0)
      context.addIssue({ code: 'custom', path: [], message: `no group holds ${shown(missing)}` });
  });

/** The first of the cells in words, and how many there are besides. */
function shown(cells: readonly string[]): string {
  const [r = '', f = '', m = ''] = cells[0] ?? '';
  const others = cells.length - 1;
  const rest = others === 0 ? '' : ` and ${others} other${others === 1 ? '' : 's'}`;
  return `the combination r ${r}, f ${f}, m ${m}${rest}`;
}
