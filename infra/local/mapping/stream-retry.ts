import type { DynamoDBRecord } from 'aws-lambda';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { StreamMapping } from '../template/local-topology.ts';
import type { BatchOutcome } from './batch-item-failures.ts';
import type { FailureReport } from './consumer.ts';
import { sequenceOf } from './failed-records.ts';
import type { Pace } from './pace.ts';

interface StreamRetryOptions {
  readonly mapping: StreamMapping;
  readonly run: (records: readonly DynamoDBRecord[]) => Promise<BatchOutcome>;
  /** Called as records are settled, in order: done, or given up and reported to the on-failure queue. */
  readonly settled: (records: readonly DynamoDBRecord[]) => Promise<void>;
  readonly giveUp: (records: readonly DynamoDBRecord[], attempts: number) => Promise<void>;
  readonly report: FailureReport;
}

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;
/** A drain does not wait for better days: a batch that fails this often in a row, without a limit of its own, stops it. */
const DRAIN_ATTEMPTS = 100;

function stuck(mapping: StreamMapping, reason: string): PerennialError {
  return new PerennialError('LOCAL.STUCK', {
    message:
      `${mapping.id} failed ${DRAIN_ATTEMPTS} times in a row on one batch (${reason}), and its mapping sets no ` +
      'MaximumRetryAttempts, so the stream cannot go on. Mend the function, then start again.',
    details: { mapping: mapping.id },
  });
}

/**
 * Takes a batch of a stream through, in order, as Lambda does: a batch that fails is split in two where the mapping says
 * so (which costs no attempt), retried from the first record that failed, and given up after MaximumRetryAttempts.
 * Answers false where it was told to stop before the batch was through.
 */
export async function takeThrough(
  batch: readonly DynamoDBRecord[],
  pace: Pace,
  options: StreamRetryOptions,
): Promise<boolean> {
  const { mapping } = options;
  const isRealTime = pace.waits;
  let records = batch;
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await options.run(records);
    if (outcome.status === 'succeeded') {
      await options.settled(records);
      return true;
    }
    const firstFailed =
      outcome.status === 'partial' ? records.findIndex((record) => outcome.ids.has(sequenceOf(record))) : 0;
    if (firstFailed > 0) {
      // Everything before the first failure is done; the attempts count anew for what is left.
      await options.settled(records.slice(0, firstFailed));
      records = records.slice(firstFailed);
      attempts = 1;
    }
    const reason = outcome.status === 'failed' ? outcome.reason : 'reported by the function';
    options.report({ mapping: mapping.id, records: records.map(sequenceOf), reason });
    if (mapping.bisectsOnError && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      return (
        (await takeThrough(records.slice(0, middle), pace, options)) &&
        (await takeThrough(records.slice(middle), pace, options))
      );
    }
    if (mapping.maximumRetryAttempts !== undefined && attempts > mapping.maximumRetryAttempts) {
      await options.giveUp(records, attempts);
      await options.settled(records);
      return true;
    }
    if (!isRealTime && attempts >= DRAIN_ATTEMPTS) throw stuck(mapping, reason);
    await pace.pause(Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS));
    if (isRealTime && !pace.waits) return false;
  }
}
