import { setTimeout as wait } from 'node:timers/promises';

/** How a consumer treats time: a drain never waits, real time does. */
export interface Pace {
  /** Whether a batch that is not full is worth waiting for. */
  readonly waits: boolean;
  /** Resolves after this many milliseconds, or early when everything is to stop. */
  pause(milliseconds: number): Promise<void>;
}

export const drainPace: Pace = { waits: false, pause: async () => undefined };

/** Real time, until the signal says stop: from then on nothing waits. */
export function realTimePace(signal: AbortSignal): Pace {
  return {
    get waits() {
      return !signal.aborted;
    },
    pause: async (milliseconds) => {
      await wait(milliseconds, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}
