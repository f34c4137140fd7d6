import { type CompiledRules, withCalibrations, withControls } from '../domain/compiled-rules.ts';
import type { Instant } from '../domain/instant.ts';
import type { Clock, Table } from '../ports.ts';
import { readCalibrations, type StoredCalibrations } from './calibrate/read-calibrations.ts';
import { shopFactItem } from './calibrate/shop-fact.ts';
import { readControls } from './campaign/read-controls.ts';

/** The shop's rules with the calibrations and the controls of campaigns that hold now; `fresh` where none may be missing. */
export type CurrentRules = (options?: { readonly fresh?: boolean }) => Promise<CompiledRules>;

/**
 * How long a function may go on with what it has read. After this time everybody knows a new calibration or a paused campaign,
 * and those whom it concerns can be looked at again.
 */
export const RULES_SETTLE_MS = 60_000;

/** Reads calibrations and controls anew once they are a minute old, and states each calibration that cannot be read as a fact. */
export function createCurrentRules(rules: CompiledRules, table: Table, clock: Clock): CurrentRules {
  let readAt: Instant | undefined;
  let current = rules;
  return async ({ fresh = false } = {}) => {
    const now = clock.now();
    if (!fresh && readAt !== undefined && now - readAt < RULES_SETTLE_MS) return current;
    const read = await readCurrentRules(rules, table, { consistent: fresh });
    await stateRejections(read.rejected, table, now);
    current = read.rules;
    readAt = now;
    return current;
  };
}

/** The files' rules with what the table has of calibrations and controls, and the calibrations that cannot be read. */
export async function readCurrentRules(
  rules: CompiledRules,
  table: Table,
  options: { readonly consistent?: boolean } = {},
): Promise<{ readonly rules: CompiledRules; readonly rejected: StoredCalibrations['rejected'] }> {
  const [{ calibrations, rejected }, controls] = await Promise.all([
    readCalibrations(table, options),
    readControls(rules.campaigns, table, options),
  ]);
  return { rules: withControls(withCalibrations(rules, calibrations), controls), rejected };
}

async function stateRejections(
  rejected: StoredCalibrations['rejected'],
  table: Table,
  at: Instant,
): Promise<void> {
  for (const { sequence, reason } of rejected) {
    const item = shopFactItem({ kind: 'calibration.rejected', at, sequence, reason });
    // A conflict says that it has been stated before.
    await table.transact([{ kind: 'put', item, condition: 'absent' }]);
  }
}
