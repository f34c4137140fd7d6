import * as z from 'zod';
import { STAGES, TIERS } from '../../domain/segment/classes.ts';
import { durationTextSchema } from './duration-text.ts';
import { eventConditionSchema, eventKindSchema } from './event-pattern.ts';
import { refineOneOf } from './one-of-fields.ts';
import { slugSchema } from './slug.ts';
import { timeOfDaySchema } from './time-of-day.ts';

const offsetSchema = z.int().min(-180).max(180).default(0);
const zoneSchema = z.enum(['customer', 'shop']).default('customer').describe('Whose clock tells the time.');
const localTimeSchema = z.string().max(40).meta({ title: 'local date and time' });
const atSchema = timeOfDaySchema().default('10:00');

const classFields = {
  stage: z.enum(STAGES).optional().describe('A lifecycle stage.'),
  tier: z.enum(TIERS).optional().describe('A value tier.'),
  segment: slugSchema('tea-lovers')
    .optional()
    .describe("One of the shop's own segments, from segments.yaml."),
  group: z.string().min(1).max(40).optional().describe('A group of RFM scores, as rfm.yaml names it.'),
};
const refineClass = refineOneOf({
  of: 'the trigger',
  fields: { stage: [], tier: [], segment: [], group: [] },
});

const entersSchema = z
  .strictObject({
    kind: z.literal('enters').describe('The customer moves into a class or segment.'),
    ...classFields,
    backfill: localTimeSchema
      .optional()
      .describe(
        'Local date and time of the shop, such as 2026-12-01T10:00, at which those who are in it already enter too. Absent: they do not.',
      ),
  })
  .superRefine(refineClass)
  .describe('When a customer moves into a stage, tier, segment or group: one of the four.');

const leavesSchema = z
  .strictObject({
    kind: z.literal('leaves').describe('The customer moves out of a class or segment.'),
    ...classFields,
  })
  .superRefine(refineClass)
  .describe('When a customer moves out of a stage, tier, segment or group: one of the four.');

const eventSchema = z
  .strictObject({
    kind: z.literal('event').describe('Something happens to the customer.'),
    event: eventKindSchema.describe('What happens.'),
    when: eventConditionSchema.optional(),
    without: z
      .strictObject({
        event: eventKindSchema.describe('What must not happen.'),
        when: eventConditionSchema.optional(),
        within: durationTextSchema(90).describe('How long it is waited for, such as 4h.'),
      })
      .optional()
      .describe(
        'Goes on only when nothing such follows in time: a cart abandoned and no order placed within four hours. It is a wait step named "without".',
      ),
  })
  .describe('When an event of the customer arrives, less than 24 hours after it happened.');

const scheduleSchema = z
  .strictObject({
    kind: z.literal('schedule').describe('A date comes, or several.'),
    once: localTimeSchema.optional().describe('One local date and time, such as 2026-11-11T10:00.'),
    cron: z
      .string()
      .max(200)
      .optional()
      .describe(
        "Five fields of crontab (minute, hour, day, month, day of the week): '0 10 * * 1' is Monday at ten.",
      ),
    rrule: z
      .string()
      .max(500)
      .optional()
      .describe("Recurrence rule of RFC 5545, such as 'FREQ=MONTHLY;BYDAY=-1FR': each last Friday."),
    start: localTimeSchema
      .optional()
      .describe('Of rrule: the local date and time from which on it counts; its time is when it happens.'),
    zone: zoneSchema,
  })
  .superRefine(refineOneOf({ of: 'a schedule', fields: { once: [], cron: [], rrule: ['start'] } }))
  .superRefine(({ rrule, start }, context) => {
    if (rrule === undefined || start !== undefined) return;
    const message = 'missing field "start": the local date and time from which on the rrule counts';
    context.addIssue({ code: 'custom', path: ['rrule'], message });
  })
  .describe('At dates and times, for everybody in the audience: once, by cron, or by rrule with a start.');

const holidaySchema = z
  .strictObject({
    kind: z.literal('holiday').describe('A holiday comes.'),
    holiday: z
      .string()
      .min(1)
      .max(64)
      .describe(
        "Name of a holiday, such as spring-festival, or of one of the shop's own days in calendar.yaml.",
      ),
    variant: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .describe(
        'Of a holiday that lies on other days elsewhere: us or uk of mothers-day. Absent: the first.',
      ),
    offsetDays: offsetSchema.describe('Days from the holiday; -7 is a week before it.'),
    at: atSchema.describe('Time of that day.'),
    zone: zoneSchema,
  })
  .describe('On a holiday or so many days before or after it, for everybody in the audience.');

const leapDaySchema = z
  .enum(['february-28', 'march-1'])
  .default('february-28')
  .describe('Where a 29 February is kept in a year that has none.');

const birthdaySchema = z
  .strictObject({
    kind: z.literal('birthday').describe("The customer's birthday comes."),
    offsetDays: offsetSchema.describe('Days from the birthday; -3 is three days before it.'),
    at: atSchema.describe("Time of that day, by the customer's clock."),
    calendar: z
      .enum(['gregorian', 'chinese'])
      .default('gregorian')
      .describe('The calendar by which the birthday comes round.'),
    leapDay: leapDaySchema,
  })
  .describe("On each customer's birthday, where it is known.");

const anniversarySchema = z
  .strictObject({
    kind: z.literal('anniversary').describe('A day of the customer comes round.'),
    of: z.enum(['first-order']).optional().describe('The day of the first order.'),
    attribute: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be the name of an attribute, such as weddingDay')
      .optional()
      .describe('An attribute of the customer that is a text which begins YYYY-MM-DD.'),
    offsetDays: offsetSchema.describe('Days from the anniversary; -3 is three days before it.'),
    at: atSchema.describe("Time of that day, by the customer's clock."),
    leapDay: leapDaySchema,
  })
  .superRefine(refineOneOf({ of: 'an anniversary', fields: { of: [], attribute: [] } }))
  .describe(
    "Every year on a day of each customer's own: that of the first order (of), or one that an attribute tells.",
  );

/** What makes a customer enter a campaign. */
export const triggerFileSchema = z.discriminatedUnion('kind', [
  entersSchema,
  leavesSchema,
  eventSchema,
  scheduleSchema,
  holidaySchema,
  birthdaySchema,
  anniversarySchema,
]);

export type TriggerFile = z.infer<typeof triggerFileSchema>;
