import * as z from 'zod';
import { type FinishedCommand, runPerennial } from './run-perennial.ts';

const counts = z.record(z.string(), z.int().min(0));
const digest = z.string().regex(/^[0-9a-f]{32}$/);

/** What `simulate --json` and `start --exit --json` have in common. */
const historySchema = z.looseObject({
  orders: z.int(),
  customers: z.int(),
  revenueMinor: counts,
  refunds: z.int(),
  refundedMinor: counts,
  rejected: z.int(),
  rejectedByReason: counts,
  consentAssumed: z.boolean(),
  stages: counts,
  tiers: counts,
  frequencies: counts,
  rfm: counts,
  messages: counts,
  suppressed: counts,
  endsAt: z.iso.datetime(),
  stateDigest: digest,
  aggregateDigest: digest,
});
const simulationSchema = historySchema.extend({
  inputsPerSecond: z.int().nonnegative(),
  seconds: z.number(),
});
const pipelineSchema = historySchema.extend({ outcomes: z.record(z.string(), counts) });

type HistoryResult = z.infer<typeof historySchema>;

/** Runs `simulate --json` and reads the one object that it prints. */
export const simulateOrders = async (...args: readonly string[]) =>
  readResult(simulationSchema, await runPerennial(['simulate', '--json', '--orders', ...args]));

/** Runs `start --exit --json` and reads the one object that it prints. */
export const replayOrders = async (data: string, ...args: readonly string[]) =>
  readResult(
    pipelineSchema,
    await runPerennial(['start', '--exit', '--json', '--data', data, '--speed', 'max', '--orders', ...args]),
  );

function readResult<Schema extends z.ZodType>(schema: Schema, run: FinishedCommand): z.infer<Schema> {
  if (run.code !== 0) throw new Error(`perennial ended with ${run.code}: ${run.stdout}${run.stderr}`);
  if (run.stderr !== '') throw new Error(`perennial complained: ${run.stderr}`);
  return schema.parse(JSON.parse(run.stdout));
}

/** What a run came to, without how it was run: `simulate` and the pipeline must agree on all of it. */
export const cameTo = (result: HistoryResult) => ({
  orders: result.orders,
  customers: result.customers,
  revenueMinor: result.revenueMinor,
  refunds: result.refunds,
  refundedMinor: result.refundedMinor,
  rejected: result.rejected,
  stages: result.stages,
  tiers: result.tiers,
  frequencies: result.frequencies,
  rfm: result.rfm,
  messages: result.messages,
  suppressed: result.suppressed,
  endsAt: result.endsAt,
  stateDigest: result.stateDigest,
  aggregateDigest: result.aggregateDigest,
});

export const sumOf = (values: Readonly<Record<string, number>> = {}): number =>
  Object.values(values).reduce((sum, value) => sum + value, 0);
