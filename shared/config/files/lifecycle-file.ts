import * as z from 'zod';

const daysSchema = z.int().min(1).max(3650);

export const lifecycleFileSchema = z
  .strictObject({
    newDays: daysSchema
      .default(30)
      .describe('Days since the first purchase for which a customer with one purchase occasion is new.'),
    loyalOccasions: z
      .int()
      .min(2)
      .max(1000)
      .default(4)
      .describe('From this many purchase occasions on, a customer who still buys is loyal.'),
    atRiskDays: daysSchema.default(90).describe('Days without a purchase after which a customer is at risk.'),
    lapsedDays: daysSchema
      .default(180)
      .describe('Days without a purchase after which a customer has lapsed; more than atRiskDays.'),
    wonBackDays: daysSchema
      .default(60)
      .describe('Days for which one who bought again after lapsing is won back.'),
  })
  .superRefine(({ atRiskDays, lapsedDays, newDays }, context) => {
    if (lapsedDays <= atRiskDays) {
      const message = `must be more than atRiskDays, which is ${atRiskDays}`;
      context.addIssue({ code: 'custom', path: ['lapsedDays'], message });
    }
    if (newDays > atRiskDays) {
      const message = `must be at most atRiskDays, which is ${atRiskDays}`;
      context.addIssue({ code: 'custom', path: ['newDays'], message });
    }
  });
