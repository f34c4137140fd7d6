import { type CompiledRules, withCalibrations } from '../../domain/compiled-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock, Table } from '../../ports.ts';
import { readCalibrations, type StoredCalibrations } from './read-calibrations.ts';
import { shopFactItem } from './shop-fact.ts';

/** The shop's rules with the calibrations that hold now; `fresh` where none may be missing. */
export type CalibratedRules = (options?: { readonly fresh?: boolean }) => Promise<CompiledRules>;

/**
 * How long a function may go on with the calibrations that it has read. After this time everybody knows a new one, and
 * those whom it concerns can be looked at again.
 */
export const CALIBRATION_SETTLES_MS = 60_000;

/** Reads the calibrations anew once they are a minute old, and states each that cannot be read as a fact. */
export function createCalibratedRules(rules: CompiledRules, table: Table, clock: Clock): CalibratedRules {
  let readAt: Instant | undefined;
  let current = rules;
  return async ({ fresh = false } = {}) => {
    const now = clock.now();
    if (!fresh && readAt !== undefined && now - readAt < CALIBRATION_SETTLES_MS) return current;
    const stored = await readCalibrations(table, { consistent: fresh });
    await stateRejections(stored, table, now);
    current = withCalibrations(rules, stored.calibrations);
    readAt = now;
    return current;
  };
}

async function stateRejections({ rejected }: StoredCalibrations, table: Table, at: Instant): Promise<void> {
  for (const { sequence, reason } of rejected) {
    const item = shopFactItem({ kind: 'calibration.rejected', at, sequence, reason });
    // A conflict says that it has been stated before.
    await table.transact([{ kind: 'put', item, condition: 'absent' }]);
  }
}
