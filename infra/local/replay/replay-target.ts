import type { Instant } from '../../../shared/domain/instant.ts';
import type { LocalClock } from '../local-clock.ts';

/** What a replay needs of the runtime that lives through the history. */
export interface ReplayTarget {
  readonly clock: LocalClock;
  flush(when: 'every-commit' | 'now-and-then'): void;
  drain(): Promise<void>;
  fireSweeps(since?: Instant): Promise<void>;
  fireDaily(): Promise<void>;
}
