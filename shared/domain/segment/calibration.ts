import * as z from 'zod';
import { PURCHASE_MODELS } from './prediction/purchase-model.ts';

const cutsSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();

const fittedModelSchema = z.object({
  purchase: z.object({
    kind: z.enum(PURCHASE_MODELS),
    r: z.number().positive(),
    alpha: z.number().positive(),
    a: z.number().positive(),
    b: z.number().positive(),
    unitDays: z.number().positive(),
  }),
  /** In minor units of the shop's currency; absent where too few bought again to fit it. */
  spend: z
    .object({ p: z.number().positive(), q: z.number().positive(), gamma: z.number().positive() })
    .optional(),
  logLikelihood: z.number(),
  /** Customers it was fitted to. */
  customers: z.int().min(1),
});

export const gateSchema = z.object({
  name: z.string(),
  needed: z.number(),
  measured: z.number(),
  isPassed: z.boolean(),
});

/**
 * What was learned from the shop's customers at one instant, and holds from then on: cut points of the RFM scores, thresholds
 * of the value tiers, the purchase model, and when products were first sold. One is published after the other, never changed.
 */
export const calibrationSchema = z.object({
  /** 1 for the first, and one more each time. */
  sequence: z.int().min(1),
  effectiveAt: z.number(),
  /** ISO 4217; amounts are in its minor units. One in another currency than the shop's is not used. */
  currency: z.string(),
  /** Customers with a purchase that it was learned from. */
  customers: z.int().min(0),
  /** Of the scores whose cut points the shop wants learned. */
  rfm: z.object({
    recencyDays: cutsSchema.optional(),
    frequencyOccasions: cutsSchema.optional(),
    monetaryMinor: cutsSchema.optional(),
  }),
  tiers: z.object({ headMinor: z.number(), midMinor: z.number() }).optional(),
  model: fittedModelSchema.optional(),
  /** What the model must meet to be trusted, as measured then; all passed where `model` is present. */
  gates: z.array(gateSchema),
  /** By SKU of the products that came last: the business day (number of days since 1970-01-01) they were first sold. */
  arrivals: z.record(z.string(), z.number()).optional(),
});

export type Calibration = z.infer<typeof calibrationSchema>;
export type FittedModel = z.infer<typeof fittedModelSchema>;
