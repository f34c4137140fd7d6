import { posix } from 'node:path';
import { nearestName } from '../../nearest-name.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { positionAt } from '../text-position.ts';

/** The files that the mail of one template is made of, apart from its texts. Paths are within the shop's folder. */
export interface TemplateSources {
  readonly mjmlPath: string;
  readonly textPath?: string;
  /** email.mjml first, then all that it includes, then text.liquid; each once. */
  readonly paths: readonly string[];
}

const INCLUDE = /<mj-include\b[^>]*?\bpath\s*=\s*["']([^"']*)["']/g;

export const mjmlPathOf = (template: string): string => `templates/${template}/email.mjml`;

/** Undefined where there is no email.mjml. */
export function findTemplateSources(
  folder: ShopFolder,
  name: string,
  problems: ShopProblems,
): TemplateSources | undefined {
  const mjmlPath = mjmlPathOf(name);
  if (!folder.files.has(mjmlPath)) return undefined;
  const paths: string[] = [];
  addWithIncludes(folder, mjmlPath, paths, problems);
  const textPath = `templates/${name}/text.liquid`;
  return folder.files.has(textPath)
    ? { mjmlPath, textPath, paths: [...paths, textPath] }
    : { mjmlPath, paths };
}

function addWithIncludes(folder: ShopFolder, path: string, paths: string[], problems: ShopProblems): void {
  paths.push(path);
  const source = folder.files.get(path) ?? '';
  for (const match of source.matchAll(INCLUDE)) {
    const [tag, included = ''] = match;
    const target = posix.join(posix.dirname(path), included);
    if (paths.includes(target)) continue;
    if (folder.files.has(target)) {
      addWithIncludes(folder, target, paths, problems);
      continue;
    }
    const offset = match.index + tag.length - included.length - 1;
    const suggestion = nearestName(target, folder.files.keys());
    problems.add({
      file: folder.shownPath(path),
      ...positionAt(source, offset),
      path: '',
      message: `there is no file ${folder.shownPath(target)}`,
      ...(suggestion === undefined ? {} : { suggestion: posix.relative(posix.dirname(path), suggestion) }),
    });
  }
}
