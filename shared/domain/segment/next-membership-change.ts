import type { CustomerView } from '../customer/customer-view.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import type { CompiledSegments } from './compiled-segments.ts';
import { courseOf, type PassingTime } from './passing-time.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import { thresholdCrossings } from './threshold-crossings.ts';

/** A customer at an instant, and what they will be as long as nothing happens. */
export interface SegmentMoment {
  readonly purchases: PurchaseSummary | undefined;
  /** The customer as one who is in the named segments, now or later. */
  readonly viewAt: (at: Instant, members: readonly string[]) => CustomerView;
  /** The instants after now at which orders leave the window of the tiers, growing. */
  readonly windowExits: () => readonly Instant[];
}

/** Comparisons with numbers are followed for a hundred years, since an instant must stay a date. */
const HORIZON_MS = 36_525 * DAY_MS;
/** Other uses of what changes are followed day by day, for ten years. */
const STEPPED_HORIZON_MS = 3_650 * DAY_MS;

/**
 * The first instant after `now`, and before `before`, at which time alone puts the customer into other segments than
 * `members`, in which they are now. Undefined where there is none. Costs nothing where no condition depends on time.
 *
 * A segment that names others changes by itself only at instants that its own condition gives. So the first change of all is
 * the first of one condition with all other memberships as they are.
 */
export function nextMembershipChange(
  { timed }: CompiledSegments,
  members: readonly string[],
  moment: SegmentMoment,
  now: Instant,
  before: Instant | undefined,
): Instant | undefined {
  const { purchases, windowExits } = moment;
  // All figures that change with time are figures of purchases.
  if (purchases === undefined || timed.length === 0) return undefined;
  const viewNow = moment.viewAt(now, members);
  const movable = timed.filter(({ name, mayHold }) => members.includes(name) || mayHold(viewNow));
  if (movable.length === 0) return undefined;
  const viewAt = remembered((at) => (at === now ? viewNow : moment.viewAt(at, members)));
  let first: Instant | undefined;
  let end = Math.min(before ?? Number.POSITIVE_INFINITY, now + HORIZON_MS);
  for (const segment of movable) {
    const time: PassingTime = { purchases, now, end, viewAt, windowExits };
    const isMember = members.includes(segment.name);
    for (const instant of candidates(segment, time)) {
      if (segment.isFor(viewAt(instant)) === isMember) continue;
      first = instant;
      end = instant;
      break;
    }
  }
  return first;
}

/** The instants before the end at which the segment's own condition may change, growing. */
function candidates({ time: uses }: CompiledSegment, time: PassingTime): Iterable<Instant> {
  const instants = new Set<Instant>();
  for (const threshold of uses.thresholds) {
    const course = courseOf(threshold.variable, time);
    for (const step of thresholdCrossings(threshold, course)) instants.add(course.instantAt(step));
  }
  const crossings = [...instants].sort((a, b) => a - b);
  if (uses.others.length === 0) return crossings;
  const end = Math.min(time.end, time.now + STEPPED_HORIZON_MS);
  const courses = uses.others.map((variable) => courseOf(variable, { ...time, end }));
  return merged([{ steps: crossings.length, instantAt: (step) => crossings[step - 1] ?? end }, ...courses]);
}

/** The instants of all of these, growing, each once. */
function* merged(series: readonly Series[]): Generator<Instant> {
  const steps = series.map(() => 1);
  for (;;) {
    let first = Number.POSITIVE_INFINITY;
    series.forEach(({ steps: last, instantAt }, index) => {
      const step = steps[index] ?? 1;
      if (step <= last) first = Math.min(first, instantAt(step));
    });
    if (first === Number.POSITIVE_INFINITY) return;
    yield first;
    series.forEach(({ steps: last, instantAt }, index) => {
      const step = steps[index] ?? 1;
      if (step <= last && instantAt(step) === first) steps[index] = step + 1;
    });
  }
}

interface Series {
  readonly steps: number;
  readonly instantAt: (step: number) => Instant;
}

function remembered(viewAt: (at: Instant) => CustomerView): (at: Instant) => CustomerView {
  const views = new Map<Instant, CustomerView>();
  return (at) => {
    const known = views.get(at);
    if (known !== undefined) return known;
    const view = viewAt(at);
    views.set(at, view);
    return view;
  };
}
