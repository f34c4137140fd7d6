import { DAY_MS } from '../instant.ts';

/** What is left of a weight of 1 after an age in milliseconds: half of it each half-life, all of it before its time. */
export const decay = (ageMs: number, halfLifeDays: number): number =>
  0.5 ** (Math.max(0, ageMs) / DAY_MS / halfLifeDays);
