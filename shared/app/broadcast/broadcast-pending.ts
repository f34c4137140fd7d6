import { datedOccurrences } from '../../domain/campaign/dated-occurrences.ts';
import { type CompiledRules, withControls } from '../../domain/compiled-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Table } from '../../ports.ts';
import { readControls } from '../campaign/read-controls.ts';
import { readBroadcastProgress, readRuns } from './broadcast-progress.ts';

/**
 * Whether a broadcast would have something to do at `now`: an occurrence that nobody has looked for yet, after `since` where nobody has
 * looked at all, or a run that goes on.
 */
export async function isBroadcastPending(
  files: CompiledRules,
  table: Table,
  since: Instant,
  now: Instant,
): Promise<boolean> {
  if (files.datedCampaigns.length === 0) return false;
  const rules = withControls(files, await readControls(files.campaigns, table, { consistent: true }));
  const progress = await readBroadcastProgress(table);
  if (datedOccurrences(rules, progress?.lookedUpTo ?? since, now).length > 0) return true;
  const runs = await readRuns(progress?.running ?? [], table);
  return runs.some(({ status, startsAt }) => status === 'running' && startsAt <= now);
}
