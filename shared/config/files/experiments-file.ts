import * as z from 'zod';

/** experiments.yaml: how campaigns are compared. */
export const experimentsFileSchema = z.strictObject({
  controlGroup: z
    .number()
    .min(0)
    .max(50)
    .default(0)
    .describe(
      'Percent of all customers who get no promotion at all, so that it can be told what all of it brings.',
    ),
  salt: z
    .string({ error: ({ input }) => (input === undefined ? undefined : "must be text, such as '2026'") })
    .min(1)
    .max(64)
    .default('perennial')
    .describe('Another salt draws all groups anew: control, holdouts, variants and splits.'),
  confidence: z
    .number()
    .min(0.5)
    .max(0.999)
    .default(0.95)
    .describe('How sure an answer is: with 0.95, one in twenty true ties is called a difference.'),
});
