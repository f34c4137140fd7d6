import { readRules } from '../../shared/config/read-rules.ts';
import type { ShopFolder } from '../../shared/config/read-shop-folder.ts';
import { formatShopProblem } from '../../shared/config/shop-problem.ts';
import { collectProblems } from '../../shared/config/shop-problems.ts';
import type { Rules } from '../../shared/domain/rules.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

/** The rules of a shop's files wherever they come from, templates left out. Throws `SHOP.INVALID`. */
export function rulesOfFolder(folder: ShopFolder): Rules {
  const problems = collectProblems(folder);
  const rules = readRules(folder, problems);
  if (rules !== undefined && problems.list.length === 0) return rules;
  throw new PerennialError('SHOP.INVALID', {
    message: problems.list.map(formatShopProblem).join('\n'),
    details: { problems: problems.list },
  });
}
