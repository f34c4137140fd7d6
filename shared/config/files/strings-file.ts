import * as z from 'zod';

const keySchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9]*$/,
    'a key is a letter followed by letters and digits, such as "callToAction"',
  );

const textSchema = z
  .string()
  .min(1)
  .max(5000)
  .describe('One text. Liquid slots are filled for each customer.');

const groupSchema = z.record(
  keySchema,
  z.union([textSchema, z.record(keySchema, textSchema)], { error: 'must be text, or a group of texts' }),
);

/** A template's texts in one language: what `{{ t.key }}` or `{{ t.group.key }}` in its files stands for. */
export const stringsFileSchema = z
  .object({
    subject: z.string().min(1).max(250).describe('Subject of the mail. Liquid slots are filled.'),
    preheader: z
      .string()
      .min(1)
      .max(250)
      .describe('The line that mail programs show after the subject. Liquid slots are filled.'),
  })
  .catchall(groupSchema.valueType)
  .describe('The texts of one template in one language.');

/** Texts that all templates share, in one language. */
export const sharedStringsFileSchema = groupSchema.describe(
  'Texts that all templates share, in one language.',
);
