import type { CompiledRules } from '../compiled-rules.ts';
import { DAY_MS, earlier, type Instant } from '../instant.ts';
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

/** Starts are worked out for a stretch of time at once: customers are asked about the same instants over and over. */
const STRETCH_MS = 32 * DAY_MS;
/** Of one trigger; each customer's history is walked through once more or less in order. */
const STRETCHES_KEPT = 64;

const known = new WeakMap<DatedTrigger, Map<number, readonly Instant[]>>();

/** The next start of a dated campaign after `after`, strictly, up to `upTo`; those that fall before its publication or into a halt are left out. */
function nextStart(
  { dated, name }: CompiledCampaign,
  rules: CompiledRules,
  after: Instant,
  upTo: Instant,
): Instant | undefined {
  if (dated === undefined) return undefined;
  const { controls } = rules;
  for (let stretch = Math.floor(after / STRETCH_MS); stretch * STRETCH_MS <= upTo; stretch += 1) {
    for (const start of startsIn(dated, stretch)) {
      if (start > upTo) return undefined;
      const counts = isPublishedAt(controls, name, start) && haltAt(controls, name, start) === undefined;
      if (start > after && counts) return start;
    }
  }
  return undefined;
}

function startsIn(dated: DatedTrigger, stretch: number): readonly Instant[] {
  const stretches = known.get(dated) ?? new Map<number, readonly Instant[]>();
  known.set(dated, stretches);
  const ready = stretches.get(stretch);
  if (ready !== undefined) return ready;
  const end = (stretch + 1) * STRETCH_MS;
  const starts: Instant[] = [];
  let next = dated.nextStart(stretch * STRETCH_MS - 1);
  while (next !== undefined && next < end) {
    starts.push(next);
    next = dated.nextStart(next);
  }
  if (stretches.size >= STRETCHES_KEPT) stretches.clear();
  stretches.set(stretch, starts);
  return starts;
}

/** The first instant after `after`, strictly, up to `upTo`, at which a dated campaign starts. */
export function nextDatedStart(rules: CompiledRules, after: Instant, upTo: Instant): Instant | undefined {
  let next: Instant | undefined;
  for (const campaign of rules.datedCampaigns)
    next = earlier(next, nextStart(campaign, rules, after, next ?? upTo));
  return next;
}

/** Every occurrence that starts after `after`, strictly, and at or before `upTo`, in order. */
export function datedOccurrences(
  rules: CompiledRules,
  after: Instant,
  upTo: Instant,
): readonly DatedOccurrence[] {
  const found: DatedOccurrence[] = [];
  for (const campaign of rules.datedCampaigns) {
    for (let at = nextStart(campaign, rules, after, upTo); at !== undefined; ) {
      found.push({
        campaign: campaign.name,
        occurrence: campaign.dated?.occurrenceOf(at) ?? '',
        startsAt: at,
      });
      at = nextStart(campaign, rules, at, upTo);
    }
  }
  return found.sort((one, other) => one.startsAt - other.startsAt);
}

/** Whether a dated campaign starts at an instant. */
export const startsAt = (campaign: CompiledCampaign, rules: CompiledRules, at: Instant): boolean =>
  nextStart(campaign, rules, at - 1, at) === at;
