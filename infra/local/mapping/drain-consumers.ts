import type { Consumer } from './consumer.ts';
import { drainPace } from './pace.ts';

async function pollUntilEmpty(consumer: Consumer): Promise<number> {
  let handled = 0;
  for (;;) {
    const records = await consumer.poll(drainPace);
    if (records === 0) return handled;
    handled += records;
  }
}

/**
 * Lets the consumers work, side by side, until none finds anything, whatever they make each other's work. Failed batches
 * are retried at once, up to their dead-letter queue. Rejects with what a consumer threw, when the others have come to rest.
 */
export async function drainConsumers(consumers: readonly Consumer[]): Promise<void> {
  for (const consumer of consumers) await consumer.releaseHeld();
  for (;;) {
    const lanes = consumers.flatMap((consumer) =>
      Array.from({ length: consumer.lanes }, () => pollUntilEmpty(consumer)),
    );
    let handled = 0;
    for (const outcome of await Promise.allSettled(lanes)) {
      if (outcome.status === 'rejected') throw outcome.reason;
      handled += outcome.value;
    }
    if (handled === 0) return;
  }
}
