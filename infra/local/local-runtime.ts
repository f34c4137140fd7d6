import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { FunctionDefinition } from '../../shared/aws/lambda/define-function.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { Platform } from '../../shared/platform.ts';
import { buildPlatform } from './build-platform.ts';
import { createConsumers } from './create-consumers.ts';
import { createFunctionHost } from './function-host.ts';
import { createHttpApi } from './http/http-api.ts';
import type { LocalClock } from './local-clock.ts';
import type { LocalParts } from './local-parts.ts';
import { createLocalQueues } from './local-queues.ts';
import type { FailureReport } from './mapping/consumer.ts';
import { createConsumerLoops } from './mapping/consumer-loops.ts';
import { drainConsumers } from './mapping/drain-consumers.ts';
import { failureReason } from './mapping/failure-reason.ts';
import { createWakeUp } from './mapping/wake-up.ts';
import type { QueueCounts } from './queue-service.ts';
import { createSchedules } from './schedule/schedules.ts';
import type { LocalTopology } from './template/local-topology.ts';
import { createLocalTopics, type PublishToTopic } from './topic/local-topics.ts';
import { undelayedQueues } from './undelayed-queues.ts';

interface RuntimeOptions {
  readonly topology: LocalTopology;
  readonly parts: LocalParts;
  readonly loadDefinition: (file: string) => Promise<FunctionDefinition>;
  /** Batches of one queue in flight side by side; more than 1 pays where handlers wait for the network. */
  readonly concurrency?: number;
  /** Takes one line for each failure: ids and reason, never a body. Standard error unless told. */
  readonly log?: (line: string) => void;
}

export interface LocalRuntime {
  readonly platform: Platform;
  readonly clock: LocalClock;
  readonly topology: LocalTopology;
  /** The HTTP API; mount more routes on it before serving it. */
  readonly http: Hono<{ Bindings: HttpBindings }>;
  /** Publishes to a topic as the service would that it is there for. */
  publish: PublishToTopic;
  /** Runs `functions/FILE.ts` once with this event. */
  invoke(file: string, event: unknown): Promise<unknown>;
  /**
   * Resolves when no consumer finds anything more to do. Delayed messages and dead-letter queues are left alone; before
   * `startRealTime` no message is delayed.
   */
  drain(): Promise<void>;
  /** Runs the sweeps (what comes round more often than hourly) once, now; with `since`, only those due after it. */
  fireSweeps(since?: Instant): Promise<void>;
  /** Runs the schedules that come round hourly or less often once, now. */
  fireDaily(): Promise<void>;
  /** See `LocalParts.flush`. */
  flush(when: 'every-commit' | 'now-and-then'): void;
  /** Consumers and schedules go to work by themselves. */
  startRealTime(): void;
  /** Runs this while no consumer is at work: every batch in hand is settled first, and they go on after it where they were. */
  whileStill<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Messages by queue name. */
  counts(): Promise<Readonly<Record<string, QueueCounts>>>;
  /** Settles what is in hand and closes the parts. */
  stop(): Promise<void>;
}

const NAMED_RECORDS = 5;
const EXPIRY_INTERVAL_MS = 60_000;

/**
 * Puts the templates to work on this machine: makes the queues, takes back what a killed run held, wires every function.
 * Nothing moves until `drain` or `startRealTime`.
 */
export async function startRuntime(options: RuntimeOptions): Promise<LocalRuntime> {
  const { topology, parts } = options;
  const log = options.log ?? ((line) => process.stderr.write(`${line}\n`));
  const report: FailureReport = ({ mapping, records, reason }) => {
    const named =
      records.slice(0, NAMED_RECORDS).join(', ') + (records.length > NAMED_RECORDS ? ', ...' : '');
    log(`${mapping}: ${records.length} not handled${named === '' ? '' : ` (${named})`}: ${reason}`);
  };

  const wakeUp = createWakeUp();
  let isRealTime = false;
  const service = undelayedQueues(parts.queues, () => !isRealTime, parts.clock);
  const queues = await createLocalQueues(topology.queues, service, wakeUp.wake);
  const platform = buildPlatform(topology, parts, queues);
  const host = await createFunctionHost({
    functions: topology.functions,
    platform,
    loadDefinition: options.loadDefinition,
  });
  const consumers = createConsumers({
    topology,
    parts,
    queues,
    report,
    invoke: host.invoke,
    concurrency: options.concurrency ?? 1,
  });
  const loops = createConsumerLoops(consumers, wakeUp, report);
  const schedules = createSchedules({
    resources: topology.schedules,
    clock: parts.clock,
    account: topology.account,
    region: topology.region,
    report: (schedule, reason) => log(`schedule ${schedule}: ${reason}`),
    invoke: host.invoke,
  });
  const http = createHttpApi({
    routes: topology.routes,
    account: topology.account,
    clock: parts.clock,
    invoke: async (arn, event) => {
      const answer = await host.invoke(arn, event);
      await parts.commit();
      return answer;
    },
    report: (routeKey, error) => log(`${routeKey}: ${failureReason(error)}`),
  });

  let expiry: NodeJS.Timeout | undefined;
  const stopWorking = async (): Promise<void> => {
    await loops.stop();
    for (const consumer of consumers) await consumer.releaseHeld();
  };

  return {
    platform,
    clock: parts.clock,
    topology,
    http,
    publish: createLocalTopics({
      topics: topology.topics,
      queueByArn: queues.senderByArn,
      clock: parts.clock,
    }),
    invoke: async (file, event) => {
      const target = topology.functions.find((each) => each.file === file);
      if (target !== undefined) return await host.invoke(target.arn, event);
      throw new PerennialError('LOCAL.FUNCTION', {
        message: `No stack has a function of functions/${file}.ts.`,
      });
    },
    drain: async () => {
      const wasRunning = loops.isRunning;
      await stopWorking();
      try {
        await drainConsumers(consumers);
      } finally {
        if (wasRunning) loops.start();
      }
    },
    whileStill: async (work) => {
      const wasRunning = loops.isRunning;
      await stopWorking();
      try {
        return await work();
      } finally {
        if (wasRunning) loops.start();
      }
    },
    fireSweeps: async (since) => {
      await schedules.fireSweeps(since);
      await parts.removeExpired();
    },
    fireDaily: schedules.fireDaily,
    flush: (when) => parts.flush(when),
    startRealTime: () => {
      isRealTime = true;
      loops.start();
      schedules.start();
      expiry ??= setInterval(() => {
        parts.removeExpired().catch((error: unknown) => log(`time to live: ${failureReason(error)}`));
      }, EXPIRY_INTERVAL_MS);
      expiry.unref();
    },
    counts: queues.counts,
    stop: async () => {
      clearInterval(expiry);
      await schedules.stop();
      await stopWorking();
      await parts.close();
    },
  };
}
