import { setTimeout as wait } from 'node:timers/promises';
import type { Bus } from '../../../shared/ports.ts';
import type { LocalClock } from '../local-clock.ts';
import { publishHistory } from './publish-history.ts';
import type { ReplayProgressStore } from './replay-progress.ts';
import type { HistoricEvent } from './replay-steps.ts';

interface RealTimeOptions {
  readonly clock: LocalClock;
  readonly bus: Bus;
  readonly source: string;
  readonly history: AsyncIterable<HistoricEvent> | Iterable<HistoricEvent>;
  readonly progress: ReplayProgressStore;
  /** The clock may run before the first event is due: consumers and schedules are started by the caller. */
  readonly onProgress?: (progress: { readonly eventsDone: number }) => void;
  readonly signal: AbortSignal;
}

/** Longest single wait, so that a stop is noticed soon. */
const LONGEST_WAIT_MS = 500;

/**
 * Lets history happen at its own pace: the clock starts at the first event and each event is published when the clock
 * reaches it. Started again, it goes on as if time had passed meanwhile. Ends after the last event, or at the signal.
 */
export async function replayInRealTime(options: RealTimeOptions): Promise<void> {
  const { clock, bus, source, progress, signal } = options;
  const stored = await progress.load();
  const skip = stored?.source === source ? stored.published : 0;
  if (stored?.phase === 'live') clock.follow(stored.clockOffsetMs);
  let position = 0;
  for await (const historic of options.history) {
    if (position === 0 && stored === undefined) {
      clock.holdAt(historic.receivedAt);
      clock.resume();
    }
    position += 1;
    if (position <= skip) continue;
    const untilDue = (): number => historic.receivedAt - clock.now();
    for (let left = untilDue(); left > 0 && !signal.aborted; left = untilDue())
      await wait(Math.min(LONGEST_WAIT_MS, left));
    if (signal.aborted) return;
    await publishHistory(bus, [historic]);
    await progress.save({ phase: 'live', source, published: position, clockOffsetMs: clock.offsetMs() });
    options.onProgress?.({ eventsDone: position });
  }
}
