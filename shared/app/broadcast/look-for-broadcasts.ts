import { audiencePrefixes } from '../../domain/campaign/audience-prefixes.ts';
import type { CampaignControl } from '../../domain/campaign/campaign-control.ts';
import { datedOccurrences } from '../../domain/campaign/dated-occurrences.ts';
import { haltAt } from '../../domain/campaign/halts.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import { DAY_MS, type Instant } from '../../domain/instant.ts';
import type { Table } from '../../ports.ts';
import { shopFactItem } from '../calibrate/shop-fact.ts';
import { RULES_SETTLE_MS } from '../current-rules.ts';
import {
  type BroadcastProgress,
  readBroadcastProgress,
  writeBroadcastProgress,
} from './broadcast-progress.ts';
import { type BroadcastName, type BroadcastRun, newRun, putRun } from './broadcast-run.ts';

interface Look {
  readonly rules: CompiledRules;
  readonly table: Table;
  readonly now: Instant;
  /** What starts later is left to the next look. */
  readonly upTo: Instant;
  /** From when on to look where nobody has before. */
  readonly firstFrom: Instant;
}

/** Nothing is made up for that is older than this, whatever it is. */
const LOOKED_BACK_MS = 31 * DAY_MS;
/** Broadcasts that one look starts; the next goes on. */
const STARTS_PER_LOOK = 500;
/** Where nothing starts, how far was looked is noted once in so long: to look again costs nothing. */
const NOTED_EVERY_MS = 3_600_000;

/**
 * Starts what has become due since the last look: occurrences of dated campaigns, and the waking of the campaigns that were
 * resumed. Killed anywhere, the next look finds the same again. Undefined where another run of the same function looks too.
 */
export async function lookForBroadcasts(look: Look): Promise<BroadcastProgress | undefined> {
  const { table, upTo, now } = look;
  const stored = await readBroadcastProgress(table);
  const progress = stored ?? { lookedUpTo: Math.min(look.firstFrom, upTo), running: [], version: 0 };
  const after = Math.max(progress.lookedUpTo, upTo - LOOKED_BACK_MS);
  if (upTo <= after && stored !== undefined) return stored;
  const found = [...datedRuns(look, after), ...resumedRuns(look, after)].sort(
    (one, other) => one.startsAt - other.startsAt,
  );
  if (found.length === 0 && stored !== undefined && upTo - stored.lookedUpTo < NOTED_EVERY_MS) return stored;
  const starting = found.slice(0, STARTS_PER_LOOK);
  for (const run of starting) await startRun(run, table, now);
  // Of those that start at the same instant as the last of many, some may be left.
  const last = starting.at(-1);
  const lookedUpTo = starting.length < found.length && last !== undefined ? last.startsAt - 1 : upTo;
  return await writeBroadcastProgress(
    { lookedUpTo, running: union(progress.running, starting), version: progress.version },
    table,
  );
}

function datedRuns({ rules, upTo, now }: Look, after: Instant): BroadcastRun[] {
  return datedOccurrences(rules, after, upTo).flatMap(({ campaign: name, occurrence, startsAt }) => {
    const campaign = rules.campaignsByName.get(name);
    if (campaign === undefined) return [];
    const plan = {
      kind: 'dated',
      startsAt: Math.max(startsAt, knownToAllAt(rules.controls?.get(name), startsAt)),
      prefixes: audiencePrefixes(campaign, rules.segments),
    } as const;
    return [newRun({ campaign: name, occurrence }, plan, now)];
  });
}

/** When everybody knows what was decided about a campaign up to an instant: who lives through a start without that does not enter. */
function knownToAllAt(control: CampaignControl | undefined, at: Instant): Instant {
  if (control === undefined) return at;
  const decisions = [control.since, ...control.halts.flatMap(({ from, to = from }) => [from, to])];
  return Math.max(...decisions.filter((decided) => decided <= at)) + RULES_SETTLE_MS;
}

/**
 * Who stood still in a pause is woken once everybody knows that it is over; whom that is, no index tells. Where the campaign is halted
 * again by then, the end of that halt wakes them.
 */
function resumedRuns({ rules, upTo, now }: Look, after: Instant): BroadcastRun[] {
  return [...(rules.controls?.values() ?? [])].flatMap(({ campaign, halts }) =>
    halts.flatMap(({ kind, to }) => {
      if (kind !== 'paused' || to === undefined) return [];
      const startsAt = to + RULES_SETTLE_MS;
      if (startsAt <= after || startsAt > upTo) return [];
      if (haltAt(rules.controls, campaign, startsAt) !== undefined) return [];
      const occurrence = `resume-${new Date(to).toISOString()}`;
      return [newRun({ campaign, occurrence }, { kind: 'resumed', startsAt, prefixes: [''] }, now)];
    }),
  );
}

/** A conflict says that a look that was cut short has started it. */
async function startRun(run: BroadcastRun, table: Table, now: Instant): Promise<void> {
  const { campaign, occurrence } = run;
  const fact = shopFactItem({ kind: 'broadcast.started', at: now, campaign, occurrence });
  await table.transact([putRun(run), { kind: 'put', condition: 'absent', item: fact }]);
}

function union(running: readonly BroadcastName[], starting: readonly BroadcastName[]): BroadcastName[] {
  const isNew = (name: BroadcastName): boolean =>
    running.every(({ campaign, occurrence }) => campaign !== name.campaign || occurrence !== name.occurrence);
  return [
    ...running,
    ...starting.filter(isNew).map(({ campaign, occurrence }) => ({ campaign, occurrence })),
  ];
}
