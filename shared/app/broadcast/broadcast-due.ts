import { type CompiledRules, withControls } from '../../domain/compiled-rules.ts';
import { DAY_MS } from '../../domain/instant.ts';
import type { Clock, Queue, Table } from '../../ports.ts';
import { readControls } from '../campaign/read-controls.ts';
import { BroadcastPaces } from './broadcast-paces.ts';
import { type BroadcastProgress, readRuns, writeBroadcastProgress } from './broadcast-progress.ts';
import { type BroadcastName, type BroadcastRun, isUnderWay } from './broadcast-run.ts';
import { lookForBroadcasts } from './look-for-broadcasts.ts';
import { sendBroadcastPage } from './send-broadcast-page.ts';
import { settleRun } from './settle-run.ts';

interface BroadcastDeps {
  readonly table: Table;
  /** Of the ticks; nothing else is sent to it. */
  readonly broadcasts: Queue;
  readonly rules: CompiledRules;
  readonly clock: Clock;
  /** Whether there is time for one more page. */
  readonly hasTime: () => boolean;
}

export interface BroadcastResult {
  /** Ticks sent. */
  readonly sent: number;
  /** Broadcasts that go on with the next run, or after a pause. */
  readonly underWay: number;
}

/** Customers of one page: one read, one write, and 100 requests to the queue. */
const PAGE = 1_000;
/** Ticks that wait at most, so that what is broadcast stops soon when it is paused. */
const WAITING = 100_000;
/** A customer who was written just before an occurrence starts is in the index by then. */
const INDEX_LAG_MS = 10_000;

/**
 * Starts what dated campaigns have become due, and sends on what is under way: a tick to everybody who can be in the audience, who then
 * lives through the start of the occurrence. Several at once take turns, page by page. Costs what there is to send.
 */
export async function broadcastDue(deps: BroadcastDeps): Promise<BroadcastResult> {
  const { table, clock } = deps;
  const now = clock.now();
  const controls = await readControls(deps.rules.campaigns, table, { consistent: true });
  const rules = withControls(deps.rules, controls);
  const isHeld = isTimeHeld(clock);
  const progress = await lookForBroadcasts({
    rules,
    table,
    now,
    upTo: isHeld ? now : now - INDEX_LAG_MS,
    // A step of a history is a day at most.
    firstFrom: isHeld ? now - DAY_MS : now,
  });
  if (progress === undefined || progress.running.length === 0) return { sent: 0, underWay: 0 };
  const settled: (BroadcastRun | undefined)[] = [];
  for (const run of await readRuns(progress.running, table))
    settled.push(await settleRun(run, rules, now, table));
  const runs = settled.filter((run) => run !== undefined);
  const { sent, ended } = await sendInTurn(runs, rules, deps);
  const underWay = await strikeOff([...ended, ...runs.filter((run) => !isUnderWay(run))], progress, table);
  return { sent, underWay };
}

/** While a history is lived through no time passes between two runs: nothing is paced, and no index lags behind. */
const isTimeHeld = (clock: Clock): boolean => clock.isHeld?.() === true;

interface Sending {
  readonly sent: number;
  readonly ended: readonly BroadcastRun[];
}

/** A page of each run in turn, until all are done, at their pace, or out of time. */
async function sendInTurn(
  runs: readonly BroadcastRun[],
  rules: CompiledRules,
  deps: BroadcastDeps,
): Promise<Sending> {
  const { table, clock, broadcasts, hasTime } = deps;
  const now = clock.now();
  let turn = runs.filter(({ status, startsAt }) => status === 'running' && startsAt <= now);
  if (turn.length === 0) return { sent: 0, ended: [] };
  const paces = new BroadcastPaces({ table, clock, timeZone: rules.shop.timeZone });
  const isPaced = !isTimeHeld(clock);
  const room = WAITING - (await broadcasts.depth());
  let sent = 0;
  const ended: BroadcastRun[] = [];
  while (turn.length > 0) {
    const next: BroadcastRun[] = [];
    for (const run of turn) {
      const { pace = {}, name = run.campaign } = rules.campaignsByName.get(run.campaign) ?? {};
      const allowed = isPaced ? await paces.allowance(name, pace) : PAGE;
      const limit = Math.min(PAGE, allowed, room - sent);
      if (limit <= 0 || !hasTime()) continue;
      const page = await sendBroadcastPage(run, limit, {
        table,
        broadcasts,
        clock,
        spend: (customers) => paces.spend(name, customers),
      });
      sent += page.sent;
      if (page.run?.status === 'running') next.push(page.run);
      else if (page.run !== undefined) ended.push(page.run);
    }
    turn = next;
  }
  return { sent, ended };
}

/** Leaves out those that have ended, and answers how many are left. Where another run writes too, the next look does it. */
async function strikeOff(
  ended: readonly BroadcastName[],
  progress: BroadcastProgress,
  table: Table,
): Promise<number> {
  const running = progress.running.filter(({ campaign, occurrence }) =>
    ended.every((other) => other.campaign !== campaign || other.occurrence !== occurrence),
  );
  if (ended.length > 0) await writeBroadcastProgress({ ...progress, running }, table);
  return running.length;
}
