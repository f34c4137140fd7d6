import type { Halt } from '../../domain/campaign/campaign-control.ts';
import type { Instant } from '../../domain/instant.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Table } from '../../ports.ts';
import { type ShopFact, shopFactItem } from '../calibrate/shop-fact.ts';
import { controlItem, readStoredControls, type StoredControl } from './stored-control.ts';

/** pause: journeys stand still. stop: journeys end. resume ends either. */
export const CAMPAIGN_ACTIONS = ['pause', 'resume', 'stop'] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

export type CampaignStatus = 'running' | Halt['kind'];

/** How a campaign stands after an action. */
export interface ControlledCampaign {
  readonly campaign: string;
  readonly status: CampaignStatus;
  /** Since when it is paused or stopped, or resumed; null where it has never been halted. */
  readonly since: Instant | null;
  /** False where it stood so before, and nothing was written. */
  readonly isNew: boolean;
}

interface ControlDeps {
  readonly table: Table;
  readonly clock: Clock;
}

/** On what grounds the guard of the sending reputation acts: what it read of the campaign. */
interface GuardGrounds {
  readonly halt: Required<Pick<Halt, 'by' | 'because'>>;
  /** Where it is another by now, people were faster, and nothing is done. */
  readonly version: number;
}

const ATTEMPTS = 5;
/** Halts kept of one campaign, the newest: who was not looked at since an older one has long nothing under way. */
const HALTS_KEPT = 100;

const FACT_OF = {
  pause: 'campaign.paused',
  resume: 'campaign.resumed',
  stop: 'campaign.stopped',
} as const satisfies Record<CampaignAction, ShopFact['kind']>;

/**
 * Pauses, resumes or stops a campaign as of now; who decides about customers knows it within a minute. Doing it again changes nothing.
 * Throws `CAMPAIGN.UNKNOWN` with the nearest name, `CAMPAIGN.STOPPED` for the pause of a stopped one and, where others
 * keep writing, `CAMPAIGN.CONTENDED` (retryable).
 */
export async function controlCampaign(
  { table, clock }: ControlDeps,
  campaign: string,
  action: CampaignAction,
  guard?: GuardGrounds,
): Promise<ControlledCampaign> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await readStoredControls(table, { consistent: true });
    const control = stored.get(campaign);
    if (control === undefined) throw unknownCampaign(campaign, [...stored.keys()]);
    const last = control.halts.at(-1);
    const now = Math.max(clock.now(), last?.to ?? last?.from ?? 0);
    const halts = haltsAfter(control, action, now, guard?.halt);
    const isOutdated = guard !== undefined && guard.version !== control.version;
    if (halts === undefined || isOutdated) return { campaign, ...statusOf(control), isNew: false };
    const changed = { ...control, halts, version: control.version + 1 };
    const fact = shopFactItem({ kind: FACT_OF[action], at: now, campaign, ...guard?.halt });
    const result = await table.transact([
      { kind: 'put', item: controlItem(changed), condition: { version: control.version } },
      { kind: 'put', item: fact, condition: 'none' },
    ]);
    if (result.status === 'committed') return { campaign, ...statusOf(changed), isNew: true };
  }
  throw new PerennialError('CAMPAIGN.CONTENDED', {
    message: `Others keep changing the campaign "${campaign}". Try again.`,
    retryable: true,
  });
}

/** For which rate the guard of the sending reputation has paused a campaign; undefined where it has not, or somebody has resumed it. */
export function pausedBecause({ halts }: Pick<StoredControl, 'halts'>): Halt['because'] {
  const last = halts.at(-1);
  return last === undefined || last.to !== undefined || last.kind !== 'paused' ? undefined : last.because;
}

/** How a campaign stands, and since when. */
export function statusOf({ halts }: Pick<StoredControl, 'halts'>): {
  readonly status: CampaignStatus;
  readonly since: Instant | null;
} {
  const last = halts.at(-1);
  if (last === undefined) return { status: 'running', since: null };
  return last.to === undefined
    ? { status: last.kind, since: last.from }
    : { status: 'running', since: last.to };
}

/** The halts once the action is done; undefined where it changes nothing. */
function haltsAfter(
  { campaign, halts }: StoredControl,
  action: CampaignAction,
  now: Instant,
  more: Pick<Halt, 'by' | 'because'> = {},
): readonly Halt[] | undefined {
  const last = halts.at(-1);
  const open = last !== undefined && last.to === undefined ? last : undefined;
  const ended = open === undefined ? halts : [...halts.slice(0, -1), { ...open, to: now }];
  if (action === 'resume') return open && kept(ended);
  const kind = action === 'pause' ? 'paused' : 'stopped';
  if (open?.kind === kind) return undefined;
  if (open?.kind === 'stopped')
    throw new PerennialError('CAMPAIGN.STOPPED', {
      message: `The campaign "${campaign}" has been stopped since ${new Date(open.from).toISOString()}: there is nothing to pause.`,
    });
  return kept([...ended, { kind, from: now, ...more }]);
}

/** Those that lasted; the newest of them. */
const kept = (halts: readonly Halt[]): readonly Halt[] =>
  halts.filter(({ from, to }) => from !== to).slice(-HALTS_KEPT);

function unknownCampaign(campaign: string, known: readonly string[]): PerennialError {
  const nearest = nearestName(campaign, known);
  const hint =
    nearest === undefined
      ? known.length === 0
        ? 'None is on record: a campaign is within a minute after it was deployed, and locally once the shop was started.'
        : `There are: ${known.join(', ')}.`
      : `Did you mean "${nearest}"?`;
  return new PerennialError('CAMPAIGN.UNKNOWN', {
    message: `There is no campaign "${campaign}". ${hint}`,
    details: { campaign, ...(nearest !== undefined && { nearest }) },
  });
}
