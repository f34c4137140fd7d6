import * as z from 'zod';
import { amountSchema } from './amount.ts';

const occasionsSchema = z.int().min(1).max(10_000);

export const tiersFileSchema = z.strictObject({
  windowDays: z
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('Length in days of the rolling window that tiers and frequency classes look at.'),
  value: z
    .strictObject({
      head: amountSchema.describe("Spent at least this much, in the shop's currency: head."),
      mid: amountSchema.describe('Spent at least this much, and less than head: mid. Less: tail.'),
    })
    .describe('Value tiers: spent within the window, net of refunds.'),
  frequency: z
    .strictObject({
      high: occasionsSchema.describe('Bought on at least this many days: high.'),
      mid: occasionsSchema.describe(
        'Bought on at least this many days, and fewer than high: mid. Fewer: low.',
      ),
    })
    .superRefine(({ high, mid }, context) => {
      if (high > mid) return;
      const message = `high must be more than mid, which is ${mid}`;
      context.addIssue({ code: 'custom', path: ['high'], message });
    })
    .prefault({ high: 6, mid: 3 })
    .describe('Frequency classes: days with a purchase within the window.'),
});
