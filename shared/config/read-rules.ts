import type { Rules, ShopSettings } from '../domain/rules.ts';
import type { RfmRules } from '../domain/segment/rfm-rules.ts';
import type { TierRules } from '../domain/segment/tier-rules.ts';
import { currencyDecimals } from '../domain/valuation.ts';
import { type Amount, toMinorUnits } from './files/amount.ts';
import { lifecycleFileSchema } from './files/lifecycle-file.ts';
import { rfmFileSchema } from './files/rfm-file.ts';
import { shopFileSchema } from './files/shop-file.ts';
import { tiersFileSchema } from './files/tiers-file.ts';
import { readCampaigns } from './read-campaigns.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ShopProblems } from './shop-problems.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

/** Reads and compiles all that is not a template. Undefined, with the problems added, where something is wrong. */
export function readRules(folder: ShopFolder, problems: ShopProblems): Rules | undefined {
  const shop = readSettings(problems);
  // Amounts need the currency's decimals; without a readable shop.yaml they are checked as if there were two.
  const decimals = shop === undefined ? 2 : currencyDecimals(shop.currency);
  const rfm = readRfm(problems, decimals);
  const tiers = readTiers(problems, decimals);
  const lifecycle = problems.read('lifecycle.yaml', lifecycleFileSchema)?.value;
  const campaigns = readCampaigns(folder, problems);
  if (shop === undefined || rfm === undefined || tiers === undefined || lifecycle === undefined)
    return undefined;
  return { version: folder.version, shop, rfm, tiers, lifecycle, campaigns };
}

function readSettings(problems: ShopProblems): ShopSettings | undefined {
  const file = problems.read('shop.yaml', shopFileSchema);
  if (file === undefined) return undefined;
  const { senderName, website, ...settings } = file.value;
  return {
    ...settings,
    ...(senderName === undefined ? {} : { senderName }),
    ...(website === undefined ? {} : { website }),
  };
}

function readRfm(problems: ShopProblems, decimals: number): RfmRules | undefined {
  const file = problems.read('rfm.yaml', rfmFileSchema);
  if (file === undefined) return undefined;
  const { recencyDays, frequencyOccasions, monetary } = file.value;
  const minor = (index: 0 | 1 | 2 | 3) =>
    minorUnitsAt(file.yaml, ['monetary', index], monetary[index], decimals, problems);
  return { recencyDays, frequencyOccasions, monetaryMinor: [minor(0), minor(1), minor(2), minor(3)] };
}

function readTiers(problems: ShopProblems, decimals: number): TierRules | undefined {
  const file = problems.read('tiers.yaml', tiersFileSchema);
  if (file === undefined) return undefined;
  const { windowDays, value, frequency } = file.value;
  const headMinor = minorUnitsAt(file.yaml, ['value', 'head'], value.head, decimals, problems);
  const midMinor = minorUnitsAt(file.yaml, ['value', 'mid'], value.mid, decimals, problems);
  if (headMinor <= midMinor)
    problems.addAt(file.yaml, ['value', 'head'], `head must be more than mid, which is ${value.mid}`);
  return { windowDays, headMinor, midMinor, highOccasions: frequency.high, midOccasions: frequency.mid };
}

function minorUnitsAt(
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
