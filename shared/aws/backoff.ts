import { setTimeout as wait } from 'node:timers/promises';

/** How often something is tried, and the pause before each further time. */
export interface Backoff {
  readonly attempts: number;
  /** `attempt` counts from 1: the attempt that has just failed. */
  pause(attempt: number): Promise<void>;
}

/** Full jitter (aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter): 0 to min(cap, base * 2^attempt) ms. */
export const jitteredBackoff = (attempts: number, baseMs: number, capMs: number): Backoff => ({
  attempts,
  pause: async (attempt) => {
    await wait(Math.random() * Math.min(capMs, baseMs * 2 ** attempt));
  },
});
