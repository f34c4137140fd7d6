import type { ShopEvent } from '../../../shared/contracts/shop-event.ts';
import { nextQuarterStart } from '../../../shared/domain/calendar/quarter-starts.ts';
import { DAY_MS, type Instant } from '../../../shared/domain/instant.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';

export interface HistoricEvent {
  readonly event: ShopEvent;
  /** When it reached Perennial, in virtual time. */
  readonly receivedAt: Instant;
}

/** A stretch of virtual time and what arrived in it. */
export interface ReplayStep {
  readonly events: readonly HistoricEvent[];
  /** The clock stands here while the step is taken. */
  readonly endsAt: Instant;
  /** It ends where a quarter (UTC) begins, nothing more arrives up to there, and it is not the end of history. */
  readonly endsQuarter: boolean;
}

interface ReplayStepsOptions {
  /** This many events were taken through by an earlier run, up to `from`. */
  readonly skip: number;
  readonly from: Instant | undefined;
  /** History ends here; later events are left out. */
  readonly until: Instant | undefined;
  readonly maxEvents: number;
}

const outOfOrder = (position: number): PerennialError =>
  new PerennialError('LOCAL.REPLAY', {
    message: `Event ${position + 1} of the history was received before the one that precedes it. Sort it by time.`,
  });

/**
 * Cuts history into steps of at most a day and at most `maxEvents` events. A step ends at its last event where it is full, else
 * at the end of its day or at the beginning of a quarter, which it includes, so that time passes in gaps too: an empty step
 * says that the clock may go on to its end. No quarter ends before the first event. Taken up where
 * a quarter begins, as after a kill, it ends the quarter before once more: that may not have been lived through.
 */
export async function* cutIntoSteps(
  history: AsyncIterable<HistoricEvent> | Iterable<HistoricEvent>,
  options: ReplayStepsOptions,
): AsyncGenerator<ReplayStep> {
  const { until, maxEvents } = options;
  let position = 0;
  let latest: Instant = Number.NEGATIVE_INFINITY;
  let stepStart = options.from;
  let quarterEnd: Instant | undefined;
  let events: HistoricEvent[] = [];

  const toBoundary = (
    start: Instant,
    quarter: Instant,
    end: Instant = Number.POSITIVE_INFINITY,
  ): ReplayStep => {
    const endsAt = Math.min(start + DAY_MS, quarter, end);
    return { events, endsAt, endsQuarter: endsAt === quarter && endsAt < end };
  };

  for await (const historic of history) {
    if (historic.receivedAt < latest) throw outOfOrder(position);
    latest = historic.receivedAt;
    quarterEnd ??= nextQuarterStart(Math.max(latest, options.from ?? latest) - 1);
    position += 1;
    if (position <= options.skip) continue;
    if (until !== undefined && historic.receivedAt > until) break;
    stepStart ??= historic.receivedAt;
    const last = events.at(-1);
    if (last !== undefined && events.length >= maxEvents) {
      yield { events, endsAt: last.receivedAt, endsQuarter: false };
      stepStart = last.receivedAt;
      events = [];
    }
    for (;;) {
      const step = toBoundary(stepStart, quarterEnd);
      if (historic.receivedAt <= step.endsAt) break;
      yield step;
      stepStart = step.endsAt;
      if (step.endsQuarter) quarterEnd = nextQuarterStart(quarterEnd);
      events = [];
    }
    events.push(historic);
  }
  const end = events.at(-1)?.receivedAt;
  if (end !== undefined) {
    yield { events, endsAt: end, endsQuarter: false };
    stepStart = end;
    events = [];
  }
  if (until === undefined || stepStart === undefined || quarterEnd === undefined) return;
  while (stepStart < until) {
    const step = toBoundary(stepStart, quarterEnd, until);
    yield step;
    stepStart = step.endsAt;
    if (step.endsQuarter) quarterEnd = nextQuarterStart(quarterEnd);
  }
}
