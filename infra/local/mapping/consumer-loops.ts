import type { Consumer, FailureReport } from './consumer.ts';
import { failureReason } from './failure-reason.ts';
import { realTimePace } from './pace.ts';
import type { WakeUp } from './wake-up.ts';

/** The consumers at work in real time. */
export interface ConsumerLoops {
  readonly isRunning: boolean;
  start(): void;
  /** Lets every batch in hand be settled, then resolves. */
  stop(): Promise<void>;
}

/** How often an idle consumer looks for what came without a wake-up: delayed messages, retries, other processes. */
const IDLE_MS = 250;

export function createConsumerLoops(
  consumers: readonly Consumer[],
  wakeUp: WakeUp,
  report: FailureReport,
): ConsumerLoops {
  let running: { readonly controller: AbortController; readonly lanes: Promise<unknown> } | undefined;

  const runLane = async (consumer: Consumer, signal: AbortSignal): Promise<void> => {
    const pace = realTimePace(signal);
    while (!signal.aborted) {
      const seen = wakeUp.count();
      try {
        if ((await consumer.poll(pace)) > 0) {
          // What a handler wrote may be the next one's work.
          wakeUp.wake();
          continue;
        }
      } catch (error) {
        report({ mapping: consumer.id, records: [], reason: failureReason(error) });
        await pace.pause(IDLE_MS);
      }
      await wakeUp.wait(seen, IDLE_MS, signal);
    }
  };

  return {
    get isRunning() {
      return running !== undefined;
    },
    start: () => {
      if (running !== undefined) return;
      const controller = new AbortController();
      const lanes = consumers.flatMap((consumer) =>
        Array.from({ length: consumer.lanes }, () => runLane(consumer, controller.signal)),
      );
      running = { controller, lanes: Promise.all(lanes) };
    },
    stop: async () => {
      if (running === undefined) return;
      running.controller.abort();
      await running.lanes;
      running = undefined;
    },
  };
}
