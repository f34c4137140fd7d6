import * as z from 'zod';
import { DEFAULT_MODEL_GATES } from '../../domain/segment/prediction/model-gates.ts';
import { PURCHASE_MODELS } from '../../domain/segment/prediction/purchase-model.ts';

const countSchema = z.int().min(0).max(1_000_000_000);
const daysSchema = z.int().min(0).max(3650);

export const calibrationFileSchema = z.strictObject({
  model: z
    .enum(PURCHASE_MODELS)
    .default('mbg-nbd')
    .describe(
      'Model of how customers buy and give up. mbg-nbd: one may give up after any purchase. bg-nbd: not after the first.',
    ),
  unit: z
    .enum(['week', 'day'])
    .default('week')
    .describe('Unit of time in which the model counts; it changes the predictions little.'),
  gates: z
    .strictObject({
      customers: countSchema
        .default(DEFAULT_MODEL_GATES.customers)
        .describe('Customers who have bought, at least.'),
      historyDays: daysSchema
        .default(DEFAULT_MODEL_GATES.historyDays)
        .describe('Days since the first order of all, at least.'),
      daysSinceLastOrder: daysSchema
        .default(DEFAULT_MODEL_GATES.daysSinceLastOrder)
        .describe('Days since the last order of all, at most.'),
      customersWithThreeOrders: countSchema
        .default(DEFAULT_MODEL_GATES.customersWithThreeOrders)
        .describe('Customers with three orders or more, at least.'),
    })
    .prefault({})
    .describe(
      "What the shop's history must hold before the model is trusted. Until then nothing is predicted.",
    ),
  horizonDays: z
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('Days ahead that expected orders and customer lifetime value look.'),
  margin: z
    .number()
    .positive()
    .max(1)
    .default(1)
    .describe("Part of an order's value, 0 to 1, that is profit; lifetime value counts only that."),
  discountRate: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Yearly rate at which later profit is worth less: 0.1 for 10 %.'),
});
