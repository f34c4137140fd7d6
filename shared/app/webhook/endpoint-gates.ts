import type { Instant } from '../../domain/instant.ts';
import {
  admit,
  type Breaker,
  disable,
  FAILURES_TO_OPEN,
  recover,
  trip,
} from '../../domain/webhook/breaker.ts';
import type { Verdict } from '../../domain/webhook/judge-answer.ts';
import type { Clock, Table } from '../../ports.ts';
import { breakerWrite, readBreaker, type StoredBreaker } from './stored-breakers.ts';

/** Whether a call may be made. */
type Gate =
  | { readonly status: 'go' }
  | { readonly status: 'hold'; readonly until: Instant }
  | { readonly status: 'disabled' };

export interface EndpointGates {
  /** Asks to call an endpoint; who gets `go` tells `report` what came of it. `leaseMs`: how long the call may take at most. */
  readonly admit: (endpoint: string, leaseMs: number) => Promise<Gate>;
  readonly report: (endpoint: string, verdict: Verdict) => Promise<void>;
}

/** Failures in a row by endpoint, over the batches of one function. */
export type FailureCounts = Map<string, number>;

/** While somebody else's probe is on its way. */
const LOST_RACE_MS = 5_000;

/**
 * The gates of one batch: each endpoint's breaker is read once, and written where it changes and never else. A call that another one
 * opened the breaker under changes nothing by its own failure.
 */
export function openGates(
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  failures: FailureCounts,
): EndpointGates {
  const standing = new Map<string, StoredBreaker>();
  const turns = new Map<string, Promise<unknown>>();

  /** One after the other, so that of a whole batch one call is the probe. */
  const inTurn = <T>(endpoint: string, act: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(endpoint) ?? Promise.resolve()).then(act);
    turns.set(
      endpoint,
      turn.catch(() => undefined),
    );
    return turn;
  };
  const breakerOf = async (endpoint: string): Promise<StoredBreaker> => {
    const stored = standing.get(endpoint) ?? (await readBreaker(table, endpoint));
    standing.set(endpoint, stored);
    return stored;
  };
  /** False where another function was there first: its change stands, and is read again. */
  const change = async (endpoint: string, stored: StoredBreaker, next: Breaker): Promise<boolean> => {
    if (next === stored.breaker) return true;
    const result = await table.transact([breakerWrite(endpoint, stored, next)]);
    if (result.status === 'committed') standing.set(endpoint, { breaker: next, version: stored.version + 1 });
    else standing.delete(endpoint);
    return result.status === 'committed';
  };

  return {
    admit: (endpoint, leaseMs) =>
      inTurn(endpoint, async (): Promise<Gate> => {
        const stored = await breakerOf(endpoint);
        const now = clock.now();
        const admission = admit(stored.breaker, now, leaseMs);
        if (admission.status !== 'probe') return admission;
        const isMine = await change(endpoint, stored, admission.next);
        return isMine ? { status: 'go' } : { status: 'hold', until: now + LOST_RACE_MS };
      }),
    report: (endpoint, verdict) =>
      inTurn(endpoint, async () => {
        const stored = await breakerOf(endpoint);
        const now = clock.now();
        if (verdict.status === 'gone') {
          await change(endpoint, stored, disable(stored.breaker, now));
        } else if (verdict.status === 'retry') {
          const count = (failures.get(endpoint) ?? 0) + 1;
          failures.set(endpoint, count);
          const isProbe = stored.breaker.status === 'half-open';
          if (!isProbe && count < FAILURES_TO_OPEN && verdict.notBefore === undefined) return;
          await change(endpoint, stored, trip(stored.breaker, now, verdict.notBefore));
        } else {
          // One that refuses what it is told is there, and answers.
          failures.delete(endpoint);
          await change(endpoint, stored, recover(stored.breaker, now));
        }
      }),
  };
}
