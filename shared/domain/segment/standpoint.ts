import type { Classes } from './classes.ts';
import { isSameScore } from './rfm-score.ts';

/** What a customer counts as: classes, and those of the shop's own segments that they are in, in the order of the alphabet. */
export interface Standpoint {
  readonly classes: Classes;
  readonly segments: readonly string[];
}

/** Whether both say the same of a customer. */
export const isSameStandpoint = (one: Standpoint, other: Standpoint): boolean =>
  isSameClasses(one.classes, other.classes) &&
  one.segments.length === other.segments.length &&
  one.segments.every((name, position) => name === other.segments[position]);

const isSameClasses = (one: Classes, other: Classes): boolean =>
  one.stage === other.stage &&
  one.tier === other.tier &&
  one.frequency === other.frequency &&
  one.price === other.price &&
  one.novelty === other.novelty &&
  isSameScore(one.rfm, other.rfm);
