import type { ShopEvent } from '../../../shared/contracts/shop-event.ts';
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
 * at the end of its day, so that time passes in gaps too: an empty step says that the clock may go on to its end.
 */
export async function* cutIntoSteps(
  history: AsyncIterable<HistoricEvent> | Iterable<HistoricEvent>,
  options: ReplayStepsOptions,
): AsyncGenerator<ReplayStep> {
  const { until, maxEvents } = options;
  let position = 0;
  let latest: Instant = Number.NEGATIVE_INFINITY;
  let stepStart = options.from;
  let events: HistoricEvent[] = [];
  for await (const historic of history) {
    if (historic.receivedAt < latest) throw outOfOrder(position);
    latest = historic.receivedAt;
    position += 1;
    if (position <= options.skip) continue;
    if (until !== undefined && historic.receivedAt > until) break;
    stepStart ??= historic.receivedAt;
    if (historic.receivedAt > stepStart + DAY_MS || events.length >= maxEvents) {
      const last = events.at(-1);
      if (events.length >= maxEvents && last !== undefined) {
        yield { events, endsAt: last.receivedAt };
        stepStart = last.receivedAt;
        events = [];
      }
      while (historic.receivedAt > stepStart + DAY_MS) {
        stepStart += DAY_MS;
        yield { events, endsAt: stepStart };
        events = [];
      }
    }
    events.push(historic);
  }
  const end = events.at(-1)?.receivedAt;
  if (end !== undefined) {
    yield { events, endsAt: end };
    stepStart = end;
  }
  if (until === undefined || stepStart === undefined) return;
  while (stepStart < until) {
    stepStart = Math.min(stepStart + DAY_MS, until);
    yield { events: [], endsAt: stepStart };
  }
}
