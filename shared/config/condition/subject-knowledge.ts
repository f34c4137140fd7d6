import { CONDITION_VARIABLES, isConditionVariable } from '../../domain/condition/condition-variables.ts';
import type { ShopNames } from '../../domain/condition/find-unknown-class.ts';

/** What is known beforehand of the values that something has. */
export interface SubjectKnowledge {
  readonly least?: number;
  readonly most?: number;
  readonly isWhole?: boolean;
  /** All texts that it may be. */
  readonly texts?: readonly string[];
  /** A customer may lack it, and then nothing that is asked of it can be worked out. */
  readonly mayBeMissing: boolean;
}

export type KnowledgeOf = (subject: string) => SubjectKnowledge;

const UP_TO: Readonly<Record<string, number>> = { r: 5, f: 5, m: 5, pAlive: 1, preferredHour: 23 };
/** Classes that every customer has; other classes may be empty. */
const NEVER_EMPTY = ['stage', 'tier', 'frequency'];

/** What is known in a campaign with such variants; where a condition is asked before they are drawn, there is but the empty one. */
export function createKnowledge(names: ShopNames, variants: readonly string[]): KnowledgeOf {
  return (subject) => {
    if (subject === 'variant') return { texts: variants.length === 0 ? [''] : variants, mayBeMissing: false };
    // What events tell is always there, and none of their figures is negative.
    if (/^(entry|event)\.\w+$/.test(subject)) return { least: 0, mayBeMissing: false };
    if (/^affinity\.\w+$/.test(subject)) return { least: 0, most: 1, mayBeMissing: true };
    if (/^".*" in (segments|categories)$/.test(subject)) return { mayBeMissing: false };
    if (!isConditionVariable(subject)) return { mayBeMissing: true };
    const { type, values, isAbsentBelowZero } = CONDITION_VARIABLES[subject];
    const most = UP_TO[subject];
    const known = subject === 'rfmGroup' ? names.rfmGroups : values;
    return {
      ...(type === 'int' || type === 'double' ? { least: 0, isWhole: type === 'int' } : {}),
      ...(most !== undefined && { most }),
      ...(known !== undefined && { texts: NEVER_EMPTY.includes(subject) ? known : ['', ...known] }),
      mayBeMissing: isAbsentBelowZero === true,
    };
  };
}
