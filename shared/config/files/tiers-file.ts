import * as z from 'zod';
import { amountSchema } from './amount.ts';

const occasionsSchema = z.int().min(1).max(10_000);
const shareSchema = z.number().positive().lt(1);

export const tiersFileSchema = z.strictObject({
  windowDays: z
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('Length in days of the rolling window that tiers and frequency classes look at.'),
  value: z
    .strictObject({
      by: z
        .enum(['share', 'amount'])
        .default('share')
        .describe(
          'share: calibrate sets the thresholds so that the shares below hold; head and mid hold until then. amount: head and mid hold always.',
        ),
      headShare: shareSchema
        .default(0.2)
        .describe('Share, 0 to 1, of those who bought within the window who are head.'),
      midShare: shareSchema
        .default(0.4)
        .describe('Share, 0 to 1, of those who bought within the window who are mid. The rest is tail.'),
      head: amountSchema.describe("Spent at least this much, in the shop's currency: head."),
      mid: amountSchema.describe('Spent at least this much, and less than head: mid. Less: tail.'),
      hysteresis: z
        .number()
        .min(0)
        .lt(1)
        .default(0.1)
        .describe(
          'Part of a threshold by which the value must fall below it before the tier is lost: with 0.1, a head from 400 stays one until under 360.',
        ),
    })
    .superRefine(({ headShare, midShare }, context) => {
      if (headShare + midShare < 1) return;
      const message = `must leave a rest for the tail: less than ${rounded(1 - headShare)}, as headShare is ${headShare}`;
      context.addIssue({ code: 'custom', path: ['midShare'], message });
    })
    .describe('Value tiers: spent within the window, net of refunds.'),
  frequency: z
    .strictObject({
      high: occasionsSchema.describe('Bought on at least this many days: high.'),
      mid: occasionsSchema.describe(
        'Bought on at least this many days, and fewer than high: mid. Fewer: low.',
      ),
      slack: z
        .int()
        .min(0)
        .max(100)
        .optional()
        .describe(
          'Days by which the count must fall below a threshold before the class is lost; less than mid. 1 where absent, or 0 where mid is 1.',
        ),
    })
    .superRefine(({ high, mid, slack = 0 }, context) => {
      if (high <= mid) {
        const message = `high must be more than mid, which is ${mid}`;
        context.addIssue({ code: 'custom', path: ['high'], message });
      }
      if (slack >= mid) {
        const message = `must be less than mid, which is ${mid}`;
        context.addIssue({ code: 'custom', path: ['slack'], message });
      }
    })
    .prefault({ high: 6, mid: 3 })
    .describe('Frequency classes: days with a purchase within the window.'),
});

const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;
