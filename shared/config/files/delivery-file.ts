import * as z from 'zod';
import { DEFAULT_REPUTATION, SES_REVIEW_RATES } from '../../domain/reputation/reputation-rules.ts';
import { durationTextSchema } from './duration-text.ts';
import { slugSchema } from './slug.ts';

/** The rate of SES as a share and, for people, in percent. */
function rateSchema(review: number, what: string) {
  const percent = `${review * 100} %`;
  const error = `must be below ${review}: at ${percent} ${what} SES reviews the account, and a guard that waits for that is too late`;
  return z.number().gt(0).lt(review, { error });
}

const { bounceRate, complaintRate, atLeast, atLeastOfKind, pauses } = DEFAULT_REPUTATION;

const reputationSchema = z.strictObject({
  window: durationTextSchema(30)
    .default('7d')
    .describe('The mails of this time, up to now, are judged; from 1h to 30d.')
    .refine((text) => !text.endsWith('m'), {
      error: 'must be in hours or days: mails are counted by the quarter of an hour',
    }),
  atLeast: z.int().min(50).max(1_000_000).default(atLeast).describe('Mails before a rate counts.'),
  atLeastOfKind: z
    .int()
    .min(1)
    .max(1000)
    .default(atLeastOfKind)
    .describe('Bounces, or complaints, before their rate counts.'),
  bounceRate: rateSchema(SES_REVIEW_RATES.bounceRate, 'bounces')
    .default(bounceRate)
    .describe('Share of mails that bounce for good at which a campaign is paused.'),
  complaintRate: rateSchema(SES_REVIEW_RATES.complaintRate, 'complaints')
    .default(complaintRate)
    .describe('Share of mails that are complained of at which a campaign is paused.'),
  pauses: z
    .boolean()
    .default(pauses)
    .describe('Whether campaigns are paused; with false it is only told, as a fact and by an alarm.'),
});

const mailsSchema = z.int().min(1).max(1_000_000_000);

/** Of `growth`: 5,000 mails a day, from which mailbox providers know a bulk sender, on the 14th day. */
const DEFAULT_GROWTH = 1.3;
/** As many as SES lets an account send before it is out of the sandbox. */
const DEFAULT_FIRST_DAY = 200;

const warmUpSchema = z
  .strictObject({
    from: z.iso.date().describe("The first day, by the shop's zone: 2026-03-01."),
    firstDay: mailsSchema.optional().describe('Promotional mails on the first day. Absent: 200.'),
    growth: z
      .number()
      .gt(1)
      .max(3)
      .optional()
      .describe('Each day this many times as many as the day before. Absent: 1.3.'),
    days: z
      .array(mailsSchema)
      .min(1)
      .max(366)
      .optional()
      .describe('Promotional mails on the first day, the second and so on. Instead of firstDay and growth.'),
    until: mailsSchema
      .optional()
      .describe("Mails a day from which on there is no maximum any more. Absent: the account's own quota."),
  })
  .superRefine(({ firstDay, growth, days }, context) => {
    if (days === undefined) return;
    for (const [name, value] of Object.entries({ firstDay, growth }))
      if (value !== undefined)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `"${name}" does not go with "days", which says each day`,
        });
  });

/** delivery.yaml: what keeps mail arriving. */
export const deliveryFileSchema = z.strictObject({
  reputation: reputationSchema
    .prefault({})
    .describe('When campaigns are paused by themselves for bounces and complaints.'),
  warmUp: warmUpSchema
    .optional()
    .describe('At most so many promotional mails a day while a new domain gets known. Absent: no maximum.'),
  sunset: z
    .strictObject({
      afterDays: z
        .int()
        .min(30)
        .max(3650)
        .describe(
          'Days without an opening, a click, an order or a consent after which promotional mail ends.',
        ),
      except: z
        .array(slugSchema('sunset'))
        .max(10)
        .default([])
        .describe('Campaigns that may write all the same: the one that asks whether to stop.'),
    })
    .optional()
    .describe('Who is not written to any more. Absent: nobody.'),
});

export const WARM_UP_DEFAULTS = { firstDay: DEFAULT_FIRST_DAY, growth: DEFAULT_GROWTH } as const;
