import type { Instant } from '../../../domain/instant.ts';
import type { SendPace } from './send-pace.ts';

/** To this part of its pace each finding of "too fast" brings it down. */
const DECREASE = 0.5;
/** It never falls below this part of the rate, or it would take hours to learn that it may go on. */
const SLOWEST = 0.05;
/** From standstill to the full rate, in milliseconds, while nobody complains. */
const RECOVERY_MS = 60_000;
/** Refusals of one burst are one finding, as losses within one round trip are to TCP. */
const ONE_FINDING_MS = 1_000;

/** The part of the rate at which it may go now, 0 to 1: grows by the same amount each second after it was slowed. */
export const speedAt = ({ slowed }: Pick<SendPace, 'slowed'>, now: Instant): number =>
  slowed === undefined ? 1 : Math.min(1, slowed.factor + Math.max(0, now - slowed.at) / RECOVERY_MS);

/**
 * The pace after the provider found it too fast: additive increase, multiplicative decrease (Chiu and Jain 1989, "Analysis of the
 * increase and decrease algorithms for congestion avoidance", section 3.3), which lets all who share a limit come to equal shares of it.
 */
export function slowDown(pace: SendPace, now: Instant): SendPace {
  if (pace.slowed !== undefined && now - pace.slowed.at < ONE_FINDING_MS) return pace;
  return { ...pace, slowed: { at: now, factor: Math.max(SLOWEST, speedAt(pace, now) * DECREASE) } };
}
