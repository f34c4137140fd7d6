import * as z from 'zod';

/** Grows when a field changes its meaning or goes; new fields leave it as it is. */
export const CUSTOMER_EXPORT_FORMAT = 'perennial.customer-export/1';

const instant = z.iso.datetime();
const record = z.record(z.string(), z.unknown());

/** All that is stored of one customer, as it is handed over (GDPR art. 15 and 20, PIPL art. 45). */
export const customerExportSchema = z.object({
  format: z.literal(CUSTOMER_EXPORT_FORMAT).describe('Tells this form from later ones.'),
  exportedAt: instant.describe('When it was given out; all instants are in UTC.'),
  customerId: z.string().describe("The shop's own id."),
  contact: z
    .object({
      email: z.string().optional().describe('E-mail address.'),
      phone: z.string().optional().describe('Number as E.164.'),
      name: z.string().optional().describe('As the customer gave it.'),
    })
    .describe('Empty where nothing of it is known.'),
  suppressions: z
    .array(
      z.object({
        channel: z.enum(['email', 'sms']).describe('Which address above.'),
        reason: z.string().describe('Such as complaint or opted-out.'),
        at: instant.describe('Since when.'),
        promotionalOnly: z.boolean().describe('Whether what an order asks for still goes.'),
      }),
    )
    .describe('Why nothing goes to an address above.'),
  state: record
    .nullable()
    .describe(
      'Orders, classes, segments, profile and attributes, consents, messages, journeys, open complaints. Amounts are in minor units of the currency beside them.',
    ),
  journal: z
    .array(
      z.looseObject({
        decidedAt: instant.describe('When it was taken in.'),
        input: z
          .looseObject({
            id: z.string().describe("The event's id."),
            kind: z.string().describe('Such as order.placed.'),
          })
          .describe('What happened.'),
        facts: z
          .array(
            z.looseObject({
              kind: z.string().describe('Such as stage.changed.'),
              at: instant.describe('From when on it is true.'),
            }),
          )
          .describe('What followed from it.'),
      }),
    )
    .describe('Everything that happened to the customer, and what followed; in no promised order.'),
  messages: z.array(record).describe('Every message, and what became of it.'),
  missed: z.array(record).describe('Messages that were wanted and did not go, with the reason.'),
  records: z
    .array(
      z.object({
        kind: z.string().describe('Such as consent or task.'),
        id: z.string().describe("Tells it from the customer's others."),
        content: z.unknown().describe('As it is stored, with its instants written out.'),
      }),
    )
    .describe('All else that stands with the customer, by kind.'),
});
