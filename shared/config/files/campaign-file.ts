import * as z from 'zod';
import { conditionTextSchema } from './condition-text.ts';
import { eventConditionSchema, eventKindSchema } from './event-pattern.ts';
import { percentSchema, refineShares } from './percentages.ts';
import { slugSchema } from './slug.ts';
import { stepFileSchema } from './step-file.ts';
import { triggerFileSchema } from './trigger-file.ts';
import { weeklyHoursSchema } from './weekly-hours.ts';

const nameSchema = slugSchema('win-back');

/** What reports call the other arms of a comparison. */
const ARMS = ['all', 'holdout', 'control'];

const exitSchema = z
  .strictObject({
    when: conditionTextSchema
      .optional()
      .describe('CEL condition; a customer for whom it holds leaves before the next step.'),
    on: z
      .array(
        z.strictObject({
          event: eventKindSchema.describe('What happens.'),
          when: eventConditionSchema.optional(),
        }),
      )
      .min(1)
      .max(10)
      .optional()
      .describe('Events that end the journey at once.'),
  })
  .superRefine(({ when, on }, context) => {
    if (when === undefined && on === undefined)
      context.addIssue({ code: 'custom', path: [], message: 'an exit has "when", "on", or both' });
  });

const reentrySchema = z.union(
  [
    z.enum(['once', 'always']),
    z.strictObject({
      afterDays: z.int().min(0).max(3650).describe('Days after an entry during which there is no other.'),
    }),
  ],
  { error: ({ input }) => (input === undefined ? undefined : 'must be once, always or { afterDays: 180 }') },
);

const variantSchema = z.strictObject({
  name: nameSchema
    .refine((name) => !ARMS.includes(name), { error: `must not be ${ARMS.join(', ')}: reports use these` })
    .describe('Name of the variant; conditions compare variant with it.'),
  percent: percentSchema.describe('Part of the customers who get it.'),
});

/** One file in campaigns/. Triggers and steps are unions by `kind`. */
export const campaignFileSchema = z.strictObject({
  name: nameSchema
    .optional()
    .describe(
      "Name of the campaign; the file's own name where absent. Records carry it: after a change, name the old one in formerNames.",
    ),
  formerNames: z
    .array(nameSchema)
    .max(10)
    .default([])
    .describe(
      'Names that it had before, the oldest first: what is under way goes on, re-entry rules hold, and groups stay as they were drawn.',
    ),
  description: z.string().max(500).optional().describe('What it is for, for those who read this file.'),
  purpose: z
    .enum(['promotional', 'transactional'])
    .default('promotional')
    .describe(
      'promotional: goes only to those who agreed to it, within quiet hours and caps. transactional (invoices, orders): passes consent to marketing, quiet hours, caps, holdouts and open cases, but no suppression.',
    ),
  onUncertain: z
    .enum(['never', 'retry'])
    .default('never')
    .describe(
      'What becomes of a message when the provider did not say whether it took it. never: it is not sent again. retry, only with purpose: transactional: it is sent once more after 15 minutes in which the provider said nothing, so the customer may get it twice.',
    ),
  topic: slugSchema('news')
    .optional()
    .describe(
      'Topic of topics.yaml that its messages are about: they go only to those who have it on. Absent: to all who agreed to the channel.',
    ),
  trigger: triggerFileSchema.describe('What makes a customer enter the campaign.'),
  audience: conditionTextSchema
    .optional()
    .describe(
      'CEL condition that the customer must meet when entering, such as tier == "mid" && orders >= 3. Absent: everybody.',
    ),
  exit: exitSchema.optional().describe('What makes a customer leave before the last step.'),
  reentry: reentrySchema
    .default({ afterDays: 0 })
    .describe(
      'once: never again. { afterDays: 180 }: not within so many days of the last entry, and not while still under way. always: each time, even side by side; for events such as invoices. Absent: each time, but not while still under way.',
    ),
  priority: z
    .int()
    .min(-100)
    .max(100)
    .default(0)
    .describe('Of several messages that could go at one time, that of the highest goes first.'),
  holdout: z
    .number()
    .min(0)
    .max(90)
    .default(0)
    .describe('Percent of those who would enter and are held out, so that it can be told what it brings.'),
  variants: z
    .array(variantSchema)
    .min(2)
    .max(10)
    .superRefine(refineShares)
    .optional()
    .describe('What is compared, by conditions on variant. Their percentages add up to 100.'),
  conversionDays: z
    .int()
    .min(1)
    .max(90)
    .default(7)
    .describe('An order within so many days of the entry counts as a conversion.'),
  sendHours: z
    .array(weeklyHoursSchema)
    .max(20)
    .default([])
    .describe(
      "When messages may go, by the customer's clock, within what the quiet hours of sending.yaml leave. Absent: always.",
    ),
  pace: z
    .strictObject({
      perMinute: z.int().min(1).max(1_000_000).optional().describe('Customers a minute, at most.'),
      perDay: z.int().min(1).max(100_000_000).optional().describe('Customers a day of the shop, at most.'),
    })
    .optional()
    .describe(
      'How fast a campaign at a date, a holiday or with a backfill is let out. Absent: as fast as it goes.',
    ),
  steps: z.array(stepFileSchema).min(1).max(50).describe('What the campaign does, in order.'),
});

export type CampaignFile = z.infer<typeof campaignFileSchema>;
