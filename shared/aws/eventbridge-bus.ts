import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { Bus, BusEntry, PublishResult } from '../ports.ts';
import { awsFaultOf, isRetryableFault } from './aws-error.ts';
import { type Backoff, jitteredBackoff } from './backoff.ts';
import { packBatches } from './pack-batches.ts';

/** PutEvents: 10 entries, and less than 1 MB in all. */
const BATCH = { entries: 10, bytes: 1_000_000 };

/** Bytes that the time of an entry counts. */
const TIME_BYTES = 14;

/** Error codes of an entry that may pass at another time. */
const RETRYABLE = new Set([
  'ThrottlingException',
  'InternalFailure',
  'InternalException',
  'ServiceUnavailable',
]);

interface Pending {
  readonly position: number;
  readonly entry: PutEventsRequestEntry;
}

const bytesOf = ({ entry }: Pending): number =>
  TIME_BYTES +
  Buffer.byteLength(entry.Source ?? '') +
  Buffer.byteLength(entry.DetailType ?? '') +
  Buffer.byteLength(entry.Detail ?? '');

function resultOf(answer: PutEventsResultEntry | undefined): PublishResult {
  if (answer?.EventId) return { status: 'published' };
  return {
    status: 'failed',
    code: answer?.ErrorCode ?? 'NoAnswer',
    message: answer?.ErrorMessage ?? 'EventBridge gave no answer for this entry.',
  };
}

/** Whether the entries stand a chance at another time. */
const isWorthRetrying = (result: PublishResult): boolean =>
  result.status === 'failed' && RETRYABLE.has(result.code);

/** The custom event bus of this name. Never throws for what EventBridge answers: each entry has its own result. */
export function createEventBridgeBus(
  client: EventBridgeClient,
  busName: string,
  backoff: Backoff = jitteredBackoff(5, 50, 2_000),
): Bus {
  const requestEntry = ({ source, detailType, detail, time }: BusEntry): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify(detail),
    Time: new Date(Math.floor(time / 1000) * 1000),
  });

  async function putOnce(batch: readonly Pending[]): Promise<PublishResult[]> {
    if (batch.some((pending) => bytesOf(pending) >= BATCH.bytes)) {
      const message = 'The entry is larger than the 1 MB that EventBridge takes.';
      return batch.map(() => ({ status: 'failed', code: 'EntryTooLarge', message }));
    }
    try {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }),
      );
      return batch.map((_, position) => resultOf(Entries[position]));
    } catch (cause) {
      const fault = awsFaultOf(cause);
      const isRetryable = isRetryableFault(fault);
      // An entry that spoils the whole request is found by sending each alone.
      if (!isRetryable && batch.length > 1) {
        return (await Promise.all(batch.map((one) => putOnce([one])))).flat();
      }
      const code = isRetryable ? 'ServiceUnavailable' : fault.code;
      return batch.map(() => ({ status: 'failed', code, message: `PutEvents failed: ${fault.code}.` }));
    }
  }

  return {
    async publish(entries) {
      const results: PublishResult[] = [];
      let pending = entries.map((entry, position): Pending => ({ position, entry: requestEntry(entry) }));
      for (let attempt = 1; pending.length > 0; attempt += 1) {
        const retry: Pending[] = [];
        for (const batch of packBatches(pending, bytesOf, BATCH)) {
          for (const [position, result] of (await putOnce(batch)).entries()) {
            const one = batch[position];
            if (!one) continue;
            results[one.position] = result;
            if (isWorthRetrying(result)) retry.push(one);
          }
        }
        if (retry.length === 0 || attempt === backoff.attempts) break;
        await backoff.pause(attempt);
        pending = retry;
      }
      return results;
    },
  };
}
