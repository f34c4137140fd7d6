import { type Amount, toMinorUnits } from './files/amount.ts';
import type { ShopProblems } from './shop-problems.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

/** An amount of a file in minor units; one with too many decimals is a problem, and rounded so that the rest can be checked. */
export function minorUnitsAt(
  yaml: YamlFile,
  path: FieldPath,
  amount: Amount,
  decimals: number,
  problems: ShopProblems,
): number {
  const minor = toMinorUnits(amount, decimals);
  if (minor === undefined) {
    const kept = decimals === 0 ? 'no decimals' : `${decimals} decimals`;
    problems.addAt(yaml, path, `${amount} has too many decimals; the shop's currency has ${kept}`);
  }
  return minor ?? Math.round(Number(amount) * 10 ** decimals);
}
