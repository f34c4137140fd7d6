import type { TierRules } from '../domain/segment/tier-rules.ts';
import { tiersFileSchema } from './files/tiers-file.ts';
import { minorUnitsAt } from './minor-units-at.ts';
import type { ShopProblems } from './shop-problems.ts';

/** Reads tiers.yaml, with amounts in minor units of a currency with so many decimals. */
export function readTiers(problems: ShopProblems, decimals: number): TierRules | undefined {
  const file = problems.read('tiers.yaml', tiersFileSchema);
  if (file === undefined) return undefined;
  const { windowDays, value, frequency } = file.value;
  const headMinor = minorUnitsAt(file.yaml, ['value', 'head'], value.head, decimals, problems);
  const midMinor = minorUnitsAt(file.yaml, ['value', 'mid'], value.mid, decimals, problems);
  if (headMinor <= midMinor)
    problems.addAt(file.yaml, ['value', 'head'], `head must be more than mid, which is ${value.mid}`);
  const { high, mid, slack = Math.min(1, mid - 1) } = frequency;
  return {
    windowDays,
    headMinor,
    midMinor,
    ...(value.by === 'share' ? { share: { head: value.headShare, mid: value.midShare } } : {}),
    hysteresis: value.hysteresis,
    highOccasions: high,
    midOccasions: mid,
    occasionsSlack: slack,
  };
}
