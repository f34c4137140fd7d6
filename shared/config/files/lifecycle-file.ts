import * as z from 'zod';

const daysSchema = z.int().min(1).max(3650);
const chanceSchema = z.number().positive().lt(1);

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
    model: z
      .strictObject({
        atRiskBelow: chanceSchema
          .default(0.5)
          .describe('At risk as soon as it is less likely than this (0 to 1) that the customer still buys.'),
        lapsedBelow: chanceSchema
          .default(0.2)
          .describe('Lapsed as soon as it is less likely than this; less than atRiskBelow.'),
      })
      .superRefine(({ atRiskBelow, lapsedBelow }, context) => {
        if (lapsedBelow < atRiskBelow) return;
        const message = `must be less than atRiskBelow, which is ${atRiskBelow}`;
        context.addIssue({ code: 'custom', path: ['lapsedBelow'], message });
      })
      .optional()
      .describe(
        'Lets the purchase model of calibration.yaml say who is at risk and who has lapsed, by P(alive). The days hold until it can be trusted. Absent: the days hold always.',
      ),
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
