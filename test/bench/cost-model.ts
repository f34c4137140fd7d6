import { realTopology } from '../infra/local/support/real-topology.ts';
import { awsPrices } from './aws-prices.ts';

/** A line of a bill, in USD per million. */
export interface CostLine {
  readonly name: string;
  readonly usd: number;
}

/** How much comes at once. `ratePerSecond` undefined: so much that every batch is full. */
export interface Load {
  readonly name: string;
  readonly ratePerSecond: number | undefined;
}

const MONTH_SECONDS = 30 * 86_400;

/** The two ends: a million in a month and never two at once, and everything at full speed. */
export const loads: readonly Load[] = [
  { name: 'spread evenly over a month', ratePerSecond: 1_000_000 / MONTH_SECONDS },
  { name: 'in full batches', ratePerSecond: undefined },
];

/** Memory at which Lambda gives a function one whole processor. */
const MEGABYTES_PER_PROCESSOR = 1_769;
/** An on-demand table begins with four partitions, and so its stream with four shards. */
const STREAM_SHARDS = 4;
/** Lambda receives and deletes messages by at most ten. */
const MESSAGES_PER_REQUEST = 10;

interface MappingSettings {
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly memoryMegabytes: number;
}

/** Batch size, window and memory of each function with an event source, as the template has them. */
export function mappingSettings(): (file: string) => MappingSettings {
  const topology = realTopology();
  return (file) => {
    const target = topology.functions.find((each) => each.file === file);
    const mapping = topology.mappings.find(({ functionArn }) => functionArn === target?.arn);
    if (target === undefined || mapping === undefined)
      throw new Error(`The template maps nothing to ${file}.`);
    return {
      batchSize: mapping.batchSize,
      windowSeconds: mapping.batchingWindowSeconds,
      memoryMegabytes: target.memoryMegabytes,
    };
  };
}

/** Mean size of a batch: the first message opens the window, the others come in it. */
export function batchOf(settings: MappingSettings, ratePerSecond: number | undefined): number {
  if (ratePerSecond === undefined) return settings.batchSize;
  return Math.min(settings.batchSize, 1 + ratePerSecond * settings.windowSeconds);
}

/** The same for a reader of the table's stream, whose shards fill their batches apart. */
export const streamBatchOf = (settings: MappingSettings, changesPerSecond: number | undefined): number =>
  batchOf(settings, changesPerSecond === undefined ? undefined : changesPerSecond / STREAM_SHARDS);

export const tableUsd = (writeUnits: number, readUnits: number): number =>
  writeUnits * awsPrices.millionWriteUnits + readUnits * awsPrices.millionReadUnits;

/** Of one message: sent `sendsPerMessage` (1, or a tenth where by ten), received and deleted by Lambda. */
export const queueUsd = (sendsPerMessage: number, batch: number): number =>
  (sendsPerMessage + 2 / Math.min(batch, MESSAGES_PER_REQUEST)) * awsPrices.millionQueueRequests;

/** Of one message in a batch of this size: the share in an invocation, and the time. CPU stretches by the share of a processor. */
export function lambdaUsd(
  { memoryMegabytes }: Pick<MappingSettings, 'memoryMegabytes'>,
  batch: number,
  time: { readonly cpuMs: number; readonly waitMsPerBatch: number },
): number {
  const cpuMs = (time.cpuMs * MEGABYTES_PER_PROCESSOR) / Math.min(memoryMegabytes, MEGABYTES_PER_PROCESSOR);
  const seconds = (cpuMs + time.waitMsPerBatch / batch) / 1000;
  return (
    awsPrices.millionInvocations / batch + 1e6 * seconds * (memoryMegabytes / 1024) * awsPrices.gigabyteSecond
  );
}

/** How long a handler waits for AWS, in milliseconds: assumed, as DynamoDB Local cannot tell. */
export const waits = { decideBatch: 60, deliverBatch: 250, dispatchBatch: 30, reportBatch: 30 } as const;

/** CPU of `dispatch` and `report` per change, in milliseconds: assumed, an order of magnitude below `decide`. */
export const READER_CPU_MS = 0.3;
