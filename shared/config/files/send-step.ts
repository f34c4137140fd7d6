import * as z from 'zod';
import { conditionTextSchema } from './condition-text.ts';
import { durationTextSchema } from './duration-text.ts';
import { refineOneOf } from './one-of-fields.ts';
import { slugSchema } from './slug.ts';

const channelSchema = z.enum(['email', 'sms']);
const templateSchema = slugSchema('win-back');

/** What every step has. */
export const stepFields = {
  name: slugSchema('first-mail').describe(
    'Name of the step, once in the campaign. A journey that stands here finds its place again by it, so keep it.',
  ),
  only: conditionTextSchema.optional().describe('CEL condition without which the step is passed over.'),
};

const channelFields = {
  channel: channelSchema.optional().describe('How the message reaches the customer.'),
  channels: z
    .array(channelSchema)
    .min(1)
    .max(2)
    .refine((channels) => new Set(channels).size === channels.length, {
      error: 'must not list a channel twice',
    })
    .optional()
    .describe('Several, in order: the first that consent and address allow. Instead of channel.'),
};

/** Texts and numbers that a template shows. */
export const namedValuesSchema = z.record(
  z
    .string()
    .regex(
      /^[a-z][A-Za-z0-9]{0,39}$/,
      'must be a small letter followed by letters and digits, such as "percent"',
    ),
  z.union([z.string().max(200), z.number()], { error: 'must be text or a number' }),
);

const variationSchema = z
  .strictObject({
    when: conditionTextSchema.describe('CEL condition of those for whom it holds.'),
    ...channelFields,
    template: templateSchema.optional().describe('A folder in templates/, in place of that of the step.'),
    offer: namedValuesSchema.optional().describe('In place of the offer of the step.'),
  })
  .superRefine(({ channel, channels, template, offer }, context) => {
    if (channel !== undefined && channels !== undefined) {
      const message = '"channels" does not go with "channel"; give one of them';
      context.addIssue({ code: 'custom', path: ['channels'], message });
    }
    if ([channel, channels, template, offer].some((part) => part !== undefined)) return;
    const message = 'it changes nothing: give a template, an offer or channels';
    context.addIssue({ code: 'custom', path: [], message });
  });

const fallbackSchema = z.strictObject({
  channel: channelSchema.describe('How the second message reaches the customer.'),
  template: templateSchema.describe('A folder in templates/.'),
  after: durationTextSchema(90).describe(
    'How long it is waited for the first message to be noticed, such as 3d.',
  ),
  unless: z
    .array(z.enum(['opened', 'clicked']))
    .min(1)
    .max(2)
    .refine((signs) => new Set(signs).size === signs.length, { error: 'must not list one twice' })
    .default(['opened', 'clicked'])
    .describe('What counts as noticed; a message that was clicked has been opened.'),
});

export const sendStepSchema = z
  .strictObject({
    kind: z.literal('send').describe('Sends one message.'),
    ...stepFields,
    ...channelFields,
    template: templateSchema.describe('A folder in templates/.'),
    expiresAfter: durationTextSchema(90)
      .default('3d')
      .describe(
        'After this long the message is no longer worth sending: one that quiet hours, caps or an open case held back is dropped then, with a record.',
      ),
    offer: namedValuesSchema
      .default({})
      .describe('What the template shows as {{ offer.percent }} and so on: texts and numbers.'),
    vary: z
      .array(variationSchema)
      .max(20)
      .default([])
      .describe('Other content for some: the first whose condition holds takes the place of what it names.'),
    fallback: fallbackSchema
      .optional()
      .describe(
        'A second message, by another channel, to those who did not notice the first in time. It is a wait step and a send step, named after this one with -fallback-wait and -fallback.',
      ),
  })
  .superRefine(refineOneOf({ of: 'a send step', fields: { channel: [], channels: [] } }))
  .describe(
    'Sends one message to the customer, if they agreed to it and can be reached: by one channel, or by the first of several channels.',
  );

export type SendStepFile = z.infer<typeof sendStepSchema>;
