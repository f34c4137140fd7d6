import * as z from 'zod';
import { STAGES } from '../../domain/segment/classes.ts';

const nameSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens, such as "win-back"');

const entersStageSchema = z
  .strictObject({
    kind: z.literal('enters-stage').describe('The customer moves into a lifecycle stage.'),
    stage: z.enum(STAGES).describe('The lifecycle stage that the customer moves into.'),
  })
  .describe('When a customer moves into a lifecycle stage.');

const sendSchema = z
  .strictObject({
    kind: z.literal('send').describe('Sends one message.'),
    name: nameSchema.describe('Name of the step within the campaign; reports and records use it.'),
    channel: z.enum(['email']).describe('How the message reaches the customer.'),
    template: nameSchema.describe('A folder in templates/.'),
    expiresAfterHours: z
      .int()
      .min(1)
      .max(24 * 90)
      .default(72)
      .describe('Hours after which the message is no longer worth sending and is dropped, with a record.'),
  })
  .describe('Sends one message to the customer, if they agreed to it and can be reached.');

/** One file in campaigns/. Triggers and steps are unions by `kind`. */
export const campaignFileSchema = z.strictObject({
  name: nameSchema
    .optional()
    .describe(
      "Name of the campaign; the file's own name where absent. Records carry it, so keep it once it has sent.",
    ),
  description: z.string().max(500).optional().describe('What it is for, for those who read this file.'),
  trigger: z
    .discriminatedUnion('kind', [entersStageSchema])
    .describe('What makes a customer enter the campaign.'),
  audience: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe(
      'CEL condition that the customer must meet when entering, such as tier == "mid" && orders >= 3. Absent: everybody.',
    ),
  reentryDays: z
    .int()
    .min(0)
    .max(3650)
    .describe('Days after an entry during which the customer does not enter again.'),
  steps: z
    .array(z.discriminatedUnion('kind', [sendSchema]))
    .min(1)
    .max(50)
    .describe('What the campaign does, in order.'),
});

export type CampaignFile = z.infer<typeof campaignFileSchema>;
