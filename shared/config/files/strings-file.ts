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

const smsSchema = z
  .string()
  .min(1)
  .max(2000)
  .describe('The text message. Liquid slots are filled. Ten parts at most.');

/** The texts of a template with a mail in one language: what `{{ t.key }}` or `{{ t.group.key }}` in its files stands for. */
export const mailStringsSchema = z
  .object({
    subject: z.string().min(1).max(250).describe('Subject of the mail. Liquid slots are filled.'),
    preheader: z
      .string()
      .min(1)
      .max(250)
      .describe('The line that mail programs show after the subject. Liquid slots are filled.'),
    sms: smsSchema.optional(),
  })
  .catchall(groupSchema.valueType)
  .describe('The texts of one template in one language.');

/** The texts of a template without a mail. */
export const smsStringsSchema = z
  .object({ sms: smsSchema })
  .catchall(groupSchema.valueType)
  .describe('The text message of one template in one language.');

/** Either; which it is depends on whether the template has an email.mjml. */
export const stringsFileSchema = z.union([mailStringsSchema, smsStringsSchema]);

/** Texts that all templates share, in one language. */
export const sharedStringsFileSchema = groupSchema.describe(
  'Texts that all templates share, in one language.',
);
