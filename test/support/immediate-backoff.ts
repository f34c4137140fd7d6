import type { Backoff } from '../../shared/aws/backoff.ts';

/** Tries again at once, so that no test waits. */
export const immediateBackoff = (attempts: number): Backoff => ({ attempts, pause: async () => undefined });
