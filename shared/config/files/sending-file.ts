import * as z from 'zod';
import { weeklyHoursSchema } from './weekly-hours.ts';

const hoursListSchema = z.array(weeklyHoursSchema).max(20);
const costSchema = z.number().min(0).max(1000);

const capSchema = z
  .strictObject({
    channel: z.enum(['email', 'sms']).optional().describe('What it counts. Absent: all channels together.'),
    messages: z.int().min(1).max(20).describe('Messages, at most; up to 20 are remembered of a customer.'),
    days: z.int().min(1).max(366).optional().describe('In any stretch of so many days.'),
    hours: z.int().min(1).max(8784).optional().describe('In any stretch of so many hours. Instead of days.'),
  })
  .superRefine(({ days, hours }, context) => {
    if (days === undefined && hours === undefined)
      context.addIssue({ code: 'custom', path: [], message: 'a cap has one of "days" or "hours"' });
    if (days !== undefined && hours !== undefined) {
      const message = '"hours" does not go with "days"; a cap has one of them';
      context.addIssue({ code: 'custom', path: ['hours'], message });
    }
  });

/** sending.yaml: what is fair to a customer, whatever campaigns want. */
export const sendingFileSchema = z.strictObject({
  quietHours: z
    .strictObject({
      email: hoursListSchema.default([]).describe('Hours in which no mail goes. Absent: none.'),
      sms: hoursListSchema
        .default([{ from: '21:00', to: '08:00' }])
        .describe(
          'Hours in which no text message goes. Absent: 21:00 to 08:00, as the law of the United States has it (TCPA, 47 CFR 64.1200).',
        ),
    })
    .prefault({})
    .describe("When promotion rests, by the customer's clock. What would go then is held until it may."),
  caps: z
    .array(capSchema)
    .max(10)
    .default([])
    .describe('How many promotional messages a customer gets at most. What is beyond is held until it may.'),
  costs: z
    .strictObject({
      email: costSchema.default(0).describe('Of one mail.'),
      sms: costSchema.default(0).describe('Of one text message.'),
    })
    .prefault({})
    .describe("What a message costs, in the shop's currency, for reports. Absent: nothing."),
});
