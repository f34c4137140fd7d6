import type { Instant } from '../../shared/domain/instant.ts';
import type { Clock } from '../../shared/ports.ts';

/** The clock of the local runtime: the wall clock, shifted; or standing still at an instant while history is replayed. */
export interface LocalClock extends Clock {
  /** Stands still at this instant, which may lie in the past of the current one. */
  holdAt(instant: Instant): void;
  isHeld(): boolean;
  /** Goes on in real time from where it stands. */
  resume(): void;
  /** Runs this far from the wall clock, as the clock of an earlier run did. */
  follow(offsetMs: number): void;
  /** How far it is from the wall clock, in milliseconds; while it stands still, how far it would be if it resumed now. */
  offsetMs(): number;
}

/** Starts at the wall clock plus `offsetMs` (what an earlier run's clock answered), and runs. */
export function createLocalClock(
  options: { readonly wallClock?: () => Instant; readonly offsetMs?: number } = {},
): LocalClock {
  const wallClock = options.wallClock ?? Date.now;
  let offset = options.offsetMs ?? 0;
  let held: Instant | undefined;
  const currentOffset = (): number => (held === undefined ? offset : held - wallClock());
  return {
    now: () => held ?? wallClock() + offset,
    holdAt: (instant) => {
      held = instant;
    },
    resume: () => {
      offset = currentOffset();
      held = undefined;
    },
    follow: (offsetMs) => {
      offset = offsetMs;
      held = undefined;
    },
    offsetMs: currentOffset,
    isHeld: () => held !== undefined,
  };
}
