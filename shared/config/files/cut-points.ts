import * as z from 'zod';

/** Four numbers, each more than the one before: they cut a scale into five scores. */
export function cutPointsSchema<Cut extends z.ZodType<number | string>>(cut: Cut) {
  return z
    .tuple([cut, cut, cut, cut], { error: 'must be a list of four numbers: they make five scores' })
    .superRefine((cuts, context) => {
      const values = cuts.map(Number);
      values.forEach((value, index) => {
        const before = values[index - 1];
        // What is no number is told of as such.
        if (before === undefined || !(value <= before)) return;
        const message = `cut points must grow: ${value} does not come after ${before}`;
        context.addIssue({ code: 'custom', path: [index], message });
      });
    });
}
