import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { SeededRandom } from '../../../cli/demo-shop/seeded-random.ts';
import { fromWorkerSchema, type ToWorker, type WorkerSetup } from './worker-messages.ts';

const PROCESS = resolve(import.meta.dirname, 'deliver-process.ts');
const BATCH = 25;
/** Stands for the visibility timeout of what failed. */
const RETRY_MS = 1_000;
/** Of so many messages that are done one comes again nonetheless: SQS delivers at least once. */
const AGAIN_EVERY = 50;
/** What failed so often would go to the dead-letter queue, which ends the run. */
const MOST_RECEIVES = 200;

interface Waiting {
  readonly messageId: string;
  readonly body: string;
  readonly receives: number;
}

interface Delayed extends Waiting {
  readonly visibleAt: number;
}

interface Worker {
  readonly child: ChildProcess;
  isReady: boolean;
  readonly inFlight: Map<string, Waiting>;
}

/** After how many batches a worker is killed, and in how many milliseconds after it got its batch. */
interface Killing {
  readonly everyBatches: number;
  readonly withinMs: number;
}

/**
 * A queue and the workers that consume it, each a process. What a worker had in hand when it is killed becomes visible again, as in
 * SQS; what it sent back before stays, too.
 */
export class WorkerPool {
  kills = 0;
  /** Kills that met a worker with messages in hand. */
  killsAtWork = 0;
  /** Workers that ended because a batch took longer than the function's timeout. */
  timedOut = 0;
  private readonly workers = new Set<Worker>();
  /** Visible, oldest first. */
  private readonly ready: Waiting[] = [];
  /** Not visible yet. */
  private delayed: Delayed[] = [];
  private next = 0;
  private batches = 0;
  private isStopped = false;
  private failure: Error | undefined;
  private readonly random: SeededRandom;
  private readonly killing: Killing;
  /** So that the next process is there sooner. */
  private readonly compileCache: string;
  private readonly setups: readonly WorkerSetup[];

  constructor(setups: readonly WorkerSetup[], folder: string, killing: Killing, random: SeededRandom) {
    this.setups = setups;
    this.compileCache = folder;
    this.killing = killing;
    this.random = random;
  }

  add(body: string, delaySeconds = 0): void {
    this.next += 1;
    const message = { messageId: `m${this.next}`, body, receives: 0 };
    if (delaySeconds === 0) this.ready.push(message);
    else this.delayed.push({ ...message, visibleAt: performance.now() + delaySeconds * 1_000 });
  }

  start(): void {
    for (const setup of this.setups) this.spawn(setup);
  }

  /** Messages that wait or are in hand. */
  get depth(): number {
    return [...this.workers].reduce(
      (sum, { inFlight }) => sum + inFlight.size,
      this.ready.length + this.delayed.length,
    );
  }

  /** Gives idle workers what is visible; to be called again and again. Throws where a worker cannot begin. */
  feed(): void {
    if (this.failure !== undefined) throw this.failure;
    const now = performance.now();
    this.ready.push(...this.delayed.filter(({ visibleAt }) => visibleAt <= now));
    this.delayed = this.delayed.filter(({ visibleAt }) => visibleAt > now);
    for (const worker of this.workers) {
      if (!worker.isReady || worker.inFlight.size > 0) continue;
      const visible = this.ready.splice(0, BATCH);
      if (visible.length === 0) return;
      for (const message of visible)
        worker.inFlight.set(message.messageId, { ...message, receives: message.receives + 1 });
      tell(worker, {
        kind: 'batch',
        records: visible.map(({ messageId, body }) => ({ messageId, body })),
      });
      this.batches += 1;
      if (this.batches % this.killing.everyBatches === 0)
        setTimeout(() => this.kill(worker), this.random.integer(0, this.killing.withinMs));
    }
  }

  private kill(worker: Worker): void {
    if (this.isStopped || !this.workers.has(worker)) return;
    this.kills += 1;
    if (worker.inFlight.size > 0) this.killsAtWork += 1;
    worker.child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(
      [...this.workers].map(async ({ child }) => {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }),
    );
  }

  private spawn(setup: WorkerSetup): void {
    const child = fork(PROCESS, [JSON.stringify(setup)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_COMPILE_CACHE: this.compileCache },
    });
    const worker: Worker = { child, isReady: false, inFlight: new Map() };
    this.workers.add(worker);
    child.on('message', (received) => this.hear(worker, received));
    child.on('exit', (code) => {
      this.workers.delete(worker);
      if (code !== null && !worker.isReady)
        this.failure = new Error(`A worker ended before it was ready, with code ${code}.`);
      // As Lambda does with a function that takes longer than its timeout.
      else if (code !== null) this.timedOut += 1;
      this.ready.push(...worker.inFlight.values());
      if (!this.isStopped && this.failure === undefined) this.spawn(setup);
    });
  }

  private hear(worker: Worker, received: unknown): void {
    const message = fromWorkerSchema.parse(received);
    if (message.kind === 'ready') worker.isReady = true;
    if (message.kind === 'send') {
      for (const { body, delaySeconds } of message.messages) this.add(body, delaySeconds);
      tell(worker, { kind: 'stored', call: message.call });
    }
    if (message.kind !== 'done') return;
    const failed = new Set(message.failed);
    const now = performance.now();
    for (const [messageId, held] of worker.inFlight) {
      if (held.receives > MOST_RECEIVES) throw new Error('A message would be a dead letter.');
      if (failed.has(messageId)) this.delayed.push({ ...held, visibleAt: now + RETRY_MS });
      else if (this.random.integer(1, AGAIN_EVERY) === 1) this.ready.push(held);
    }
    worker.inFlight.clear();
  }
}

const tell = ({ child }: Worker, message: ToWorker): void => {
  if (child.connected) child.send(message);
};
