import { DAY_MS, type Instant } from '../instant.ts';
import { nextAllowed } from './next-allowed.ts';
import type { SendWindows } from './send-windows.ts';

/** Windows by the clock of an IANA zone. */
export interface ZonedWindows {
  readonly windows: SendWindows;
  readonly timeZone: string;
}

/** Windows come again every week; a clock that is set in it may move what two of them have in common by one more. */
const LONGEST_SEARCH_MS = 15 * DAY_MS;

/**
 * The first instant at or after `at` when all of several windows are open at once; infinite where none is within fifteen
 * days, for then they have nothing in common. Throws RangeError for an unknown zone.
 */
export function nextAllowedByAll(at: Instant, all: readonly ZonedWindows[]): Instant {
  for (let from = at; ; ) {
    const next = all.reduce((latest, { windows, timeZone }) => nextAllowed(latest, windows, timeZone), from);
    if (next === from) return from;
    if (next - at > LONGEST_SEARCH_MS) return Number.POSITIVE_INFINITY;
    from = next;
  }
}
