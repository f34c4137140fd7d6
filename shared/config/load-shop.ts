import { join } from 'node:path';
import { PerennialError } from '../perennial-error.ts';
import { checkFileNames } from './check-file-names.ts';
import { readRules } from './read-rules.ts';
import { readShopFolder } from './read-shop-folder.ts';
import type { ShopBundle } from './shop-bundle.ts';
import { formatShopProblem, type ShopProblem } from './shop-problem.ts';
import { collectProblems } from './shop-problems.ts';
import { START_OF_FILE } from './text-position.ts';

interface LoadShopOptions {
  /**
   * Whether templates are compiled and tried too (the default); without, the bundle has none and loading is fast. `texts`: those of
   * text messages alone, untried, which is fast too.
   */
  readonly templates?: boolean | 'texts';
  /** Keeps compiled templates by a hash of their sources; a folder of this installation's own where not given. */
  readonly cacheDirectory?: string;
}

/** Where tools keep what they can make again. */
const CACHE_DIRECTORY = join(import.meta.dirname, '../../node_modules/.cache/perennial/templates');

export interface CheckedShop {
  /** By file, line and column. */
  readonly problems: readonly ShopProblem[];
  /** Present where there are no problems. */
  readonly bundle?: ShopBundle;
}

/** Reads, validates and compiles a shop's files. Throws `SHOP.INVALID` with every problem in `details.problems`. */
export async function loadShop(directory: string, options: LoadShopOptions = {}): Promise<ShopBundle> {
  const { problems, bundle } = await checkShop(directory, options);
  if (bundle !== undefined) return bundle;
  throw new PerennialError('SHOP.INVALID', {
    message: problems.map(formatShopProblem).join('\n'),
    details: { problems },
  });
}

/** The same, with the problems as a value. */
export async function checkShop(directory: string, options: LoadShopOptions = {}): Promise<CheckedShop> {
  const folder = await readShopFolder(directory);
  if (folder === undefined) {
    const message = 'there is no such folder; give the folder that holds shop.yaml';
    return { problems: [{ file: directory, ...START_OF_FILE, path: '', message }] };
  }
  const problems = collectProblems(folder);
  checkFileNames(folder, problems);
  const rules = readRules(folder, problems);
  let templates: ShopBundle['templates'] = {};
  if (options.templates === 'texts') {
    const { readTextTemplates } = await import('./template/read-text-templates.ts');
    if (rules !== undefined) templates = readTextTemplates(folder, rules.shop, problems);
  } else if (options.templates !== false) {
    // Liquid and the MJML compiler take longer to load than all the rest to run.
    const { readTemplates } = await import('./template/read-templates.ts');
    templates = await readTemplates(folder, rules, problems, options.cacheDirectory ?? CACHE_DIRECTORY);
  }
  if (rules !== undefined && problems.list.length === 0)
    return { problems: [], bundle: { rules, templates } };
  return { problems: problems.list.toSorted(byPlace) };
}

const byPlace = (left: ShopProblem, right: ShopProblem): number =>
  left.file < right.file
    ? -1
    : left.file > right.file
      ? 1
      : left.line - right.line || left.column - right.column;
