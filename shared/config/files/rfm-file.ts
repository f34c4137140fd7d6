import * as z from 'zod';
import { amountSchema } from './amount.ts';
import { cutPointsSchema } from './cut-points.ts';

export const rfmFileSchema = z.strictObject({
  recencyDays: cutPointsSchema(z.int().min(1).max(3650))
    .default([30, 90, 180, 365])
    .describe(
      'Recency: days since the last purchase, growing. Up to the first scores 5, past the last scores 1. Share values with lifecycle.yaml where you can: each crossing is an instant at which customers are looked at.',
    ),
  frequencyOccasions: cutPointsSchema(z.int().min(1).max(10_000))
    .default([2, 3, 5, 8])
    .describe('Frequency: days with a purchase, growing. Fewer than the first scores 1, the last scores 5.'),
  monetary: cutPointsSchema(amountSchema).describe(
    "Monetary value: spent net of refunds, in the shop's currency, growing. Less than the first scores 1, the last scores 5.",
  ),
});
