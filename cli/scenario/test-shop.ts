import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { runScenario } from '../../shared/app/scenario/run-scenario.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { readShopFolder, type ShopFolder } from '../../shared/config/read-shop-folder.ts';
import { readScenario } from '../../shared/config/scenario/read-scenario.ts';
import { collectProblems } from '../../shared/config/shop-problems.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { TestedFile } from './scenario-report.ts';

const SCENARIO_FILE = /^tests\/[^/]+\.yaml$/;

/**
 * Runs scenario files against a shop: those named, or all of its `tests` folder. Throws `SHOP.INVALID`, `SCENARIO.NO_FILE` and, where
 * there is none to run, `SCENARIO.NONE`.
 */
export async function testShop(shop: string, files: readonly string[]): Promise<readonly TestedFile[]> {
  const { rules } = await loadShop(shop, { templates: false });
  const folder = await readShopFolder(shop);
  if (folder === undefined) throw new TypeError('unreachable: a shop was loaded from there');
  const scenarios =
    files.length > 0
      ? await Promise.all(files.map((file) => openNamed(folder, file)))
      : [...folder.files.keys()]
          .filter((path) => SCENARIO_FILE.test(path))
          .map((path) => ({ path, within: folder }));
  if (scenarios.length === 0)
    throw new PerennialError('SCENARIO.NONE', {
      message: `There are no scenarios in ${folder.shownPath('tests')}. Write one, such as ${folder.shownPath('tests/welcome.yaml')}, or name files.`,
    });
  return scenarios.map(({ path, within }): TestedFile => {
    const problems = collectProblems(within);
    const scenario = readScenario(within, path, rules, problems);
    if (scenario === undefined)
      return { status: 'unreadable', file: within.shownPath(path), problems: problems.list };
    return { status: 'ran', scenario, result: runScenario(scenario) };
  });
}

/** A file named on the command line, which may lie anywhere. */
async function openNamed(
  folder: ShopFolder,
  file: string,
): Promise<{ readonly path: string; readonly within: ShopFolder }> {
  const inShop = relative(resolve(folder.directory), resolve(file)).split(sep).join('/');
  if (!inShop.startsWith('..') && !isAbsolute(inShop) && folder.files.has(inShop))
    return { path: inShop, within: folder };
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PerennialError('SCENARIO.NO_FILE', {
      message: `The scenario file ${file} cannot be read. Give the path of a file.`,
      details: { file },
      cause,
    });
  });
  const files = new Map(folder.files).set(file, content);
  return { path: file, within: { ...folder, files, shownPath: (path) => path } };
}
