const FIRST_MS = 15_000;
const GROWTH = 4;
/** 6 hours. */
const LONGEST_MS = 21_600_000;

/**
 * How long to wait after so many tries in vain (from 1), in milliseconds: a quarter of a minute, one minute, four, ... up to six hours, of
 * which `chance` (0 to 1) takes off up to a half, so that what failed together does not come again together ("equal jitter").
 */
export function retryDelayMs(tries: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * GROWTH ** Math.max(0, tries - 1));
  return Math.round(full * (1 - chance / 2));
}
