import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Arrival, Shard, ShardOutcome } from '../../shared/app/simulate/customer-shard.ts';
import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Calibration } from '../../shared/domain/segment/calibration.ts';
import type { PurchaseSummary } from '../../shared/domain/segment/purchase-summary.ts';
import { createShard } from './create-shard.ts';
import type { RunSetup, ShardRequest } from './shard-requests.ts';

/** Files of fewer bytes are done before threads have started. */
const BYTES_WORTH_THREADS = 1_000_000;
/** One thread reads the file, and more than so many would wait for it. */
const MOST_THREADS = 8;

/** In how many threads a file of so many bytes is best run through the rules. */
export const threadsFor = (bytes: number): number =>
  bytes < BYTES_WORTH_THREADS ? 1 : Math.min(availableParallelism(), MOST_THREADS);

export interface Shards extends Disposable {
  readonly shards: readonly Shard[];
}

/** Shards for one run, a thread each; one alone is in this thread. `compiled` are the rules of the setup. */
export function openShards(setup: RunSetup, compiled: CompiledRules, threads: number): Shards {
  if (threads <= 1) return { shards: [createShard(setup, compiled)], [Symbol.dispose]: () => undefined };
  const shards = Array.from({ length: threads }, () => new ThreadedShard(setup));
  return {
    shards,
    [Symbol.dispose]: () => {
      for (const shard of shards) shard.stop();
    },
  };
}

interface Unanswered {
  resolve(answer: unknown): void;
  reject(failure: unknown): void;
}

/** A shard in a thread of its own. */
class ThreadedShard implements Shard {
  private readonly worker: Worker;
  private readonly unanswered: Unanswered[] = [];
  private failure: unknown;

  constructor(setup: RunSetup) {
    this.worker = new Worker(new URL('./shard-thread.ts', import.meta.url), { workerData: setup });
    this.worker.on('message', (answer) => this.unanswered.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('The thread of a shard has ended.')));
  }

  async accept(arrivals: readonly Arrival[]): Promise<void> {
    await this.ask({ kind: 'accept', arrivals: JSON.stringify(arrivals) });
  }

  async purchasesAt(at: Instant): Promise<readonly PurchaseSummary[]> {
    return this.ask({ kind: 'purchases-at', at });
  }

  async adopt(calibration: Calibration): Promise<void> {
    await this.ask({ kind: 'adopt', calibration });
  }

  async finish(endsAt: Instant): Promise<ShardOutcome> {
    return this.ask({ kind: 'finish', endsAt });
  }

  stop(): void {
    this.worker.terminate();
  }

  private async ask<Answer>(request: ShardRequest): Promise<Answer> {
    if (this.failure !== undefined) throw this.failure;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.unanswered.push({ resolve: (answer) => resolve(answer as Answer), reject });
    this.worker.postMessage(request);
    return promise;
  }

  private fail(failure: unknown): void {
    this.failure ??= failure;
    for (const { reject } of this.unanswered.splice(0)) reject(this.failure);
  }
}
