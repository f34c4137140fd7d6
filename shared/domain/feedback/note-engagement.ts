import type { Instant } from '../instant.ts';
import type { Claim } from '../message/claim.ts';

/** Clicks remembered of one message: enough to see a burst. */
const CLICKS_KEPT = 20;

type Clicks = NonNullable<Claim['clicks']>;

/** Takes note that a message was opened; the very same claim where that is known. A machine's openings are counted and are no engagement. */
export function noteOpening(claim: Claim, at: Instant, isMachine: boolean): Claim {
  if (!isMachine)
    return claim.openedAt !== undefined && claim.openedAt <= at ? claim : { ...claim, openedAt: at };
  // One that is told again, or late, is not counted again.
  if (claim.machineOpenedAt !== undefined && at <= claim.machineOpenedAt) return claim;
  return { ...claim, machineOpens: (claim.machineOpens ?? 0) + 1, machineOpenedAt: at };
}

/** Takes note of a click that has yet to be judged; the very same claim where it is known. `link` is a digest. */
export function noteClick(claim: Claim, at: Instant, link: string): Claim {
  const clicks = claim.clicks ?? [];
  if (clicks.some(([when, where]) => when === at && where === link)) return claim;
  const all: Clicks = [...clicks, [at, link]];
  return { ...claim, clicks: all.sort(([a], [b]) => a - b).slice(-CLICKS_KEPT) };
}

/** Takes note of whose click it was: a person's counts, a machine's is marked. */
export function judgeClick(claim: Claim, at: Instant, link: string, isMachine: boolean): Claim {
  if (!isMachine)
    return claim.clickedAt !== undefined && claim.clickedAt <= at ? claim : { ...claim, clickedAt: at };
  const { clicks = [] } = claim;
  const isUnmarked = ([when, where, mark]: Clicks[number]) => when === at && where === link && mark !== 1;
  if (!clicks.some(isUnmarked)) return claim;
  return {
    ...claim,
    clicks: clicks.map((click): Clicks[number] => (isUnmarked(click) ? [at, link, 1] : click)),
  };
}
