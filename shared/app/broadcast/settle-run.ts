import { haltAt } from '../../domain/campaign/halts.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Table } from '../../ports.ts';
import { type BroadcastRun, endRun, isUnderWay, putRun } from './broadcast-run.ts';
import { worthUntil } from './worth-until.ts';

/**
 * A run as people and time have it now: it stands in a pause, and ends with a stop, with its campaign's removal, or when nothing of
 * it is worth sending any more. Undefined where another run of the same function has it in hand.
 */
export async function settleRun(
  run: BroadcastRun,
  rules: CompiledRules,
  now: Instant,
  table: Table,
): Promise<BroadcastRun | undefined> {
  if (!isUnderWay(run)) return run;
  const status = statusAt(run, rules, now);
  if (status === run.status) return run;
  if (status === 'stopped' || status === 'expired') {
    const { ended, writes } = endRun(run, status, now);
    return (await table.transact(writes)).status === 'committed' ? ended : undefined;
  }
  const settled = { ...run, status, version: run.version + 1 };
  return (await table.transact([putRun(settled)])).status === 'committed' ? settled : undefined;
}

function statusAt(
  { campaign: name, kind, startsAt }: BroadcastRun,
  rules: CompiledRules,
  now: Instant,
): 'running' | 'paused' | 'stopped' | 'expired' {
  const campaign = rules.campaignsByName.get(name);
  if (campaign === undefined) return 'stopped';
  const halt = haltAt(rules.controls, campaign.name, now);
  // The end of the new pause wakes them all.
  if (halt?.kind === 'stopped' || (halt !== undefined && kind === 'resumed')) return 'stopped';
  if (kind === 'dated' && now > worthUntil(campaign, startsAt)) return 'expired';
  return halt === undefined ? 'running' : 'paused';
}
