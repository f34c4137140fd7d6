import type { Pace } from './pace.ts';

/** One event source mapping at work. */
export interface Consumer {
  readonly id: string;
  /** How many polls may run side by side. */
  readonly lanes: number;
  /** Reads and settles one batch; answers how many records it read. Handlers' errors are reported, not thrown. */
  poll(pace: Pace): Promise<number>;
  /** Gives back what a real-time retry is still holding, so that a drain meets it. */
  releaseHeld(): Promise<void>;
}

/** Hears of each batch or record that a function did not take. Never given a body. */
export type FailureReport = (failure: {
  readonly mapping: string;
  readonly records: readonly string[];
  readonly reason: string;
}) => void;
