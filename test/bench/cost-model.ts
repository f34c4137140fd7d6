import { realTopology } from '../infra/local/support/real-topology.ts';
import { awsPrices } from './aws-prices.ts';
import type { Figures } from './bench-result.ts';
import { figure } from './statistics.ts';

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

interface MessageKind {
  /** The function that carries it out. */
  readonly carrier: string;
  readonly time: { readonly cpuMs: number; readonly waitMsPerBatch: number };
  /** Changes of the table for one of them, each of which `report` sees. */
  readonly changes: number;
  /** Reads and writes of the carrier, for one of them in a batch of this size. */
  readonly access: (batch: number) => readonly CostLine[];
}

/** What a million messages of a kind cost, from the fact that asks for one to the outcome on record. `units` are as measured. */
export function billMessages(
  { carrier, time, changes, access }: MessageKind,
  { ratePerSecond }: Load,
  units: Figures,
): CostLine[] {
  const settings = mappingSettings();
  const report = settings('report');
  const batch = batchOf(settings(carrier), ratePerSecond);
  const changesPerSecond = ratePerSecond === undefined ? undefined : ratePerSecond * changes;
  const reportBatch = streamBatchOf(report, changesPerSecond);
  const reportTime = { cpuMs: READER_CPU_MS, waitMsPerBatch: waits.reportBatch };
  const { reportWritesAlone = Number.NaN, reportReadsAlone = Number.NaN } = units;
  return [
    { name: 'fact on the bus', usd: awsPrices.millionBusEvents },
    { name: 'SQS', usd: queueUsd(ratePerSecond === undefined ? 0.1 : 1, batch) },
    { name: `\`${carrier}\``, usd: lambdaUsd(settings(carrier), batch, time) },
    ...access(batch),
    { name: '`report`', usd: changes * lambdaUsd(report, reportBatch, reportTime) },
    { name: 'counters', usd: (changes / reportBatch) * tableUsd(reportWritesAlone, reportReadsAlone) },
  ];
}

/** The lines of a bill with what each comes to. */
export const linesText = (lines: readonly CostLine[]): string =>
  `${lines.map(({ name, usd }) => `${name} ${figure(usd)}`).join(', ')}.`;
