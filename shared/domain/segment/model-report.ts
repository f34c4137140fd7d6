import * as z from 'zod';
import { gateSchema } from './calibration.ts';
import { STAGES, TIERS } from './classes.ts';

/** How well the purchase model fits the shop, and whom it says the shop is about to lose; made with each calibration. */
export const modelReportSchema = z.object({
  /** Number of the calibration it was made with. */
  calibration: z.int().min(1),
  madeAt: z.number(),
  /** Whether `tracking` and `atRisk` stand on a model that passed its gates; where not, both are empty. */
  isTrusted: z.boolean(),
  /** What the model must meet to be trusted, as measured at `madeAt`. */
  gates: z.array(gateSchema),
  /** Repeat purchase occasions of all customers up to each instant, as they were and as the model expects them. */
  tracking: z.array(z.object({ at: z.number(), actual: z.number(), expected: z.number() })),
  /** Customers at risk by what is expected to be lost with them, the dearest first. */
  atRisk: z.array(
    z.object({
      customerId: z.string(),
      stage: z.enum(STAGES),
      tier: z.enum(TIERS),
      lastAt: z.number(),
      pAlive: z.number(),
      /** Minor units of the shop's currency. */
      expectedLossMinor: z.number(),
    }),
  ),
});

export type ModelReport = z.infer<typeof modelReportSchema>;
