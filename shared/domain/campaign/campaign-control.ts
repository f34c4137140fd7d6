import type { Instant } from '../instant.ts';
import type { Exceedance } from '../reputation/judge-reputation.ts';

/** What people decided about one campaign while it runs; kept in the table, not in files. */
export interface CampaignControl {
  readonly campaign: string;
  /**
   * From when on its trigger holds: since it was first published, or since its trigger was last changed. What falls before is not made up for.
   * -Infinity for campaigns that the shop began with.
   */
  readonly since: Instant;
  /** When it was paused or stopped, in order and apart from each other. */
  readonly halts: readonly Halt[];
}

/**
 * From `from` up to `to`, or until further notice. Nobody enters in the time. paused: journeys stand still and go on
 * after it. stopped: journeys end.
 */
export interface Halt {
  readonly kind: 'paused' | 'stopped';
  readonly from: Instant;
  readonly to?: Instant;
  /** The guard of the sending reputation; absent: people. */
  readonly by?: 'guard';
  /** The rate for which the guard paused it. */
  readonly because?: Exceedance;
}
