import type { Instant } from '../../shared/domain/instant.ts';
import type { Templates } from '../../shared/domain/message/template.ts';
import type { Rules } from '../../shared/domain/rules.ts';
import type { Calibration } from '../../shared/domain/segment/calibration.ts';

/** What the shards of a run are over; plain data, since a thread is started with it. */
export interface RunSetup {
  readonly rules: Rules;
  readonly templates: Templates;
  /** Whether every single message is wanted. */
  readonly logsMessages: boolean;
}

/** What a thread is asked, one of its shard's methods each; it answers in the same order. */
export type ShardRequest =
  /** Arrivals as JSON, which takes half the time that copying so many small objects does. */
  | { readonly kind: 'accept'; readonly arrivals: string }
  | { readonly kind: 'purchases-at'; readonly at: Instant }
  | { readonly kind: 'adopt'; readonly calibration: Calibration }
  | { readonly kind: 'finish'; readonly endsAt: Instant };
