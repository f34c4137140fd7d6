import * as z from 'zod';

const nameSchema = z
  .string()
  .max(64)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be small letters, digits and single hyphens, such as "tea-lovers"',
  );

const segmentSchema = z.strictObject({
  description: z
    .string()
    .max(500)
    .optional()
    .describe('Who they are, in a sentence: the page and "perennial explain" show it.'),
  when: z
    .string()
    .min(1)
    .max(2000)
    .describe(
      'CEL condition that holds for those in the segment, such as tier == "mid" && orders >= 3. It may ask for other segments: "vip" in segments.',
    ),
});

/** segments.yaml: the shop's own segments by their names. */
export const segmentsFileSchema = z
  .record(nameSchema, segmentSchema.describe('One segment, by its name.'))
  .describe("The shop's own segments: small letters, digits and hyphens name each.");
