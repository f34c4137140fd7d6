import { type ArmResult, EMPTY_ARM, joinArms } from './arm-result.ts';
import { type Comparison, compareArms } from './compare-arms.ts';
import { hasRatioMismatch } from './sample-ratio.ts';

/** Names of the arms that are no variant: everybody where there are none, and the two kinds of those who get nothing. */
export const ALL_ARM = 'all';
export const HOLDOUT_ARM = 'holdout';
export const CONTROL_ARM = 'control';

/** How a campaign was split, as the files say it now. */
export interface Split {
  readonly variants: readonly { readonly name: string; readonly percent: number }[];
  readonly holdoutPercent: number;
  /** One customer may enter time and again, always into the same arm, so that the number of entries tells nothing of how they were dealt out. */
  readonly countsEntries: boolean;
}

/** What the arms of a campaign tell. */
export interface CampaignComparison {
  /** Whom those who entered are compared with: those held out of it, else those who get no promotion at all. */
  readonly baseline?: typeof HOLDOUT_ARM | typeof CONTROL_ARM;
  /** All who entered, beside the baseline. */
  readonly overall: Comparison;
  /** Every variant after the first, beside the first. */
  readonly variants: readonly {
    readonly variant: string;
    readonly against: string;
    readonly comparison: Comparison;
  }[];
  /** Splits whose arms are too far from the parts that they were to get: nothing that is compared there is to be trusted. */
  readonly mismatches: readonly ('holdout' | 'variants')[];
}

/**
 * Compares the arms of one campaign by name. Several variants make several comparisons, so each must be surer for all of them
 * together to be as sure as `confidence` says (Bonferroni).
 */
export function compareCampaign(
  arms: ReadonlyMap<string, ArmResult>,
  split: Split,
  confidence: number,
): CampaignComparison {
  const armOf = (name: string): ArmResult => arms.get(name) ?? EMPTY_ARM;
  const treated = joinArms(
    [...arms].filter(([name]) => name !== HOLDOUT_ARM && name !== CONTROL_ARM).map(([, arm]) => arm),
  );
  const baseline = ([HOLDOUT_ARM, CONTROL_ARM] as const).find((name) => armOf(name).customers > 0);
  const [first, ...others] = split.variants;
  const surer = 1 - (1 - confidence) / Math.max(1, others.length);
  return {
    ...(baseline !== undefined && { baseline }),
    overall: compareArms(treated, armOf(baseline ?? HOLDOUT_ARM), { confidence }),
    variants:
      first === undefined
        ? []
        : others.map(({ name }) => ({
            variant: name,
            against: first.name,
            comparison: compareArms(armOf(name), armOf(first.name), { confidence: surer }),
          })),
    mismatches: split.countsEntries ? [] : findMismatches(armOf, treated, split),
  };
}

function findMismatches(
  armOf: (name: string) => ArmResult,
  treated: ArmResult,
  { variants, holdoutPercent }: Split,
): ('holdout' | 'variants')[] {
  const isHoldoutOff =
    holdoutPercent > 0 &&
    hasRatioMismatch([
      { customers: treated.customers, percent: 100 - holdoutPercent },
      { customers: armOf(HOLDOUT_ARM).customers, percent: holdoutPercent },
    ]);
  const areVariantsOff = hasRatioMismatch(
    variants.map(({ name, percent }) => ({ customers: armOf(name).customers, percent })),
  );
  return [
    ...(isHoldoutOff ? (['holdout'] as const) : []),
    ...(areVariantsOff ? (['variants'] as const) : []),
  ];
}
