import type { CompiledRules } from '../compiled-rules.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import type { DatedTrigger } from './dated-trigger.ts';
import { haltAt, isPublishedAt } from './halts.ts';

/** One time that a dated campaign sets off. */
export interface DatedOccurrence {
  readonly campaign: string;
  readonly occurrence: string;
  /** When it is settled who is in the audience. */
  readonly startsAt: Instant;
}

interface Start {
  readonly at: Instant;
  readonly campaign: CompiledCampaign;
  readonly dated: DatedTrigger;
}

type Campaigns = readonly CompiledCampaign[];

/** Starts are worked out for a stretch of time at once: customers are asked about the same instants over and over. */
const STRETCH_MS = 32 * DAY_MS;
/** Each customer's history is walked through once more or less in order. */
const STRETCHES_KEPT = 64;

const known = new WeakMap<Campaigns, Map<number, readonly Start[]>>();

/** Every start in a stretch, in order; at one instant in the order of the files. */
function startsIn(campaigns: Campaigns, stretch: number): readonly Start[] {
  const stretches = known.get(campaigns) ?? new Map<number, readonly Start[]>();
  known.set(campaigns, stretches);
  const ready = stretches.get(stretch);
  if (ready !== undefined) return ready;
  const end = (stretch + 1) * STRETCH_MS;
  const starts: Start[] = [];
  for (const campaign of campaigns) {
    const { dated } = campaign;
    let at = dated?.nextStart(stretch * STRETCH_MS - 1);
    while (dated !== undefined && at !== undefined && at < end) {
      starts.push({ at, campaign, dated });
      at = dated.nextStart(at);
    }
  }
  starts.sort((one, other) => one.at - other.at);
  if (stretches.size >= STRETCHES_KEPT) stretches.clear();
  stretches.set(stretch, starts);
  return starts;
}

/** The starts after `after`, strictly, up to `upTo`, in order, so many at most; those that fall before a campaign's publication or into a halt are left out. */
function startsBetween(
  { datedCampaigns, controls }: CompiledRules,
  after: Instant,
  upTo: Instant,
  most = Number.POSITIVE_INFINITY,
): readonly Start[] {
  const found: Start[] = [];
  if (datedCampaigns.length === 0) return found;
  const last = Math.floor(upTo / STRETCH_MS);
  for (let stretch = Math.floor(after / STRETCH_MS); stretch <= last && found.length < most; stretch += 1) {
    for (const start of startsIn(datedCampaigns, stretch)) {
      const { at, campaign } = start;
      if (at > upTo || found.length === most) return found;
      const counts =
        at > after &&
        isPublishedAt(controls, campaign.name, at) &&
        haltAt(controls, campaign.name, at) === undefined;
      if (counts) found.push(start);
    }
  }
  return found;
}

/** The first instant after `after`, strictly, up to `upTo`, at which a dated campaign starts. */
export const nextDatedStart = (rules: CompiledRules, after: Instant, upTo: Instant): Instant | undefined =>
  startsBetween(rules, after, upTo, 1)[0]?.at;

/** Every occurrence that starts after `after`, strictly, and at or before `upTo`, in order. */
export const datedOccurrences = (
  rules: CompiledRules,
  after: Instant,
  upTo: Instant,
): readonly DatedOccurrence[] =>
  startsBetween(rules, after, upTo).map(({ at, campaign, dated }) => ({
    campaign: campaign.name,
    occurrence: dated.occurrenceOf(at),
    startsAt: at,
  }));

/** The dated campaigns that start at an instant, in the order of the files. */
export const campaignsStartingAt = (rules: CompiledRules, at: Instant): Campaigns =>
  startsBetween(rules, at - 1, at).map(({ campaign }) => campaign);
