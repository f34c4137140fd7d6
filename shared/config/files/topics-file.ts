import * as z from 'zod';
import { localeSchema } from './shop-file.ts';
import { slugSchema } from './slug.ts';

const channelsSchema = z
  .array(z.enum(['email', 'sms']))
  .min(1)
  .max(2);

const topicTextSchema = z.strictObject({
  title: z.string().min(1).max(80).describe('What the topic is called on the preference page.'),
  description: z.string().min(1).max(300).optional().describe('What one gets, and how often.'),
});

const topicSchema = z.strictObject({
  name: slugSchema('news').describe('Name of the topic; campaigns and consents carry it.'),
  channels: channelsSchema.default(['email']).describe('Where it can be turned on and off. Absent: e-mail.'),
  default: z
    .enum(['subscribed', 'not-subscribed'])
    .default('subscribed')
    .describe(
      'What holds for those who agreed to the channel and said nothing of the topic. Absent: subscribed.',
    ),
  texts: z
    .record(localeSchema, topicTextSchema)
    .describe("Title and description by language; the shop's own and all that it speaks must be there."),
});

const doubleOptInSchema = z.strictObject({
  channels: channelsSchema.default(['email']).describe('Where words have to be confirmed. Absent: e-mail.'),
  sources: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(50)
    .describe('Where such words come from, as `source` of a consent names it: "footer-form".'),
  template: slugSchema('confirm-subscription').describe(
    'Template of the message that asks; {{ confirmUrl }} is its link.',
  ),
  days: z.int().min(1).max(30).default(7).describe('How long the link works. Absent: 7.'),
});

/** topics.yaml: what customers can turn on and off by itself, and which words they have to confirm. */
export const topicsFileSchema = z.strictObject({
  topics: z
    .array(topicSchema)
    .max(20)
    .default([])
    .describe('Kinds of news. A consent to the channel goes before them: without it none is sent.'),
  doubleOptIn: doubleOptInSchema
    .optional()
    .describe(
      'Words that count only once the customer has confirmed them by a link that went to the address. Absent: every word counts at once.',
    ),
});
