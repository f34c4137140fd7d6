import type { Verdict } from '../../shared/domain/experiment/compare-arms.ts';
import type { Frame } from '../frame.ts';

interface Compared {
  /** Absent where those who entered are compared with those who were kept out. */
  readonly variants?: readonly [string, string];
  /** Whether the campaign's file keeps anybody out. */
  readonly isHoldoutSet?: boolean;
}

/** What may be said of those who entered beside those who were kept out, or of one variant beside another, in plain words. */
export function showVerdict(
  verdict: Verdict,
  { variants, isHoldoutSet = false }: Compared,
  { text, format }: Pick<Frame, 'text' | 'format'>,
): string {
  const words = text.campaign.verdict;
  switch (verdict.kind) {
    case 'better':
      return variants === undefined ? words.works : words.better(...variants);
    case 'worse':
      return variants === undefined ? words.harms : words.worse(...variants);
    case 'no-difference-found':
      return words.none;
    case 'too-early':
      return verdict.moreCustomers === undefined
        ? words.nobodyBought
        : words.tooEarly(format.number(verdict.moreCustomers));
    case 'no-holdout':
      return variants === undefined && !isHoldoutSet ? words.noHoldout : words.nobodyToCompare;
  }
}
