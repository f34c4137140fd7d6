import { checkShop } from '../../../../shared/config/load-shop.ts';
import { formatShopProblem } from '../../../../shared/config/shop-problem.ts';
import { copyShop, LETTER_SHOP } from '../../../support/shop-copy.ts';

const FOLDER = 'templates/win-back';

/** What `check` says once something is put in the place of something else in a file of the letter's template. */
export async function problemsAfter(file: string, from: string, to: string): Promise<readonly string[]> {
  await using shop = await copyShop(LETTER_SHOP);
  await shop.edit(`${FOLDER}/${file}`, from, to);
  const { problems } = await checkShop(shop.directory);
  return problems.map((problem) => formatShopProblem(problem).replaceAll(`${shop.directory}/${FOLDER}/`, ''));
}

/** The same for a text of no particular place, which begins after `  title: '`. */
export const problemsOfText = (liquid: string) => problemsAfter('en.yaml', 'Chosen for you', `'${liquid}'`);
