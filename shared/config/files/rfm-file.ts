import * as z from 'zod';
import { amountSchema } from './amount.ts';
import { cutPointsSchema } from './cut-points.ts';
import { DEFAULT_RFM_GROUPS } from './default-rfm-groups.ts';
import { rfmGroupsSchema } from './rfm-groups.ts';

const originSchema = z.enum(['learned', 'fixed']).default('learned');

export const rfmFileSchema = z.strictObject({
  cutPoints: z
    .strictObject({
      recency: originSchema.describe('Of recencyDays.'),
      frequency: originSchema.describe('Of frequencyOccasions.'),
      monetary: originSchema.describe('Of monetary.'),
    })
    .prefault({})
    .describe(
      "learned: calibrate puts the cut points where a fifth of the shop's customers get each score; those below hold until enough customers are known. fixed: those below hold always.",
    ),
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
  groups: rfmGroupsSchema
    .prefault(DEFAULT_RFM_GROUPS.map((group) => ({ ...group })))
    .describe('Names for parts of the 125 combinations of scores. Together they hold each of them once.'),
});
