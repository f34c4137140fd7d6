import type { Settings } from './settings.ts';

/** Queues have names of their own: a dead-letter queue must be able to name its source before that is made. */
export const queueNameOf = (settings: Settings, role: string): string =>
  `perennial-${settings.stage}-${role}`;
