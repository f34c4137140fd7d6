import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { findUnbalancedTag } from './find-unbalanced-tag.ts';
import type { TemplateSources } from './template-sources.ts';

/** Part of every cache key: raise it when the same sources come to make other HTML. */
const CACHE_FORMAT = 'mjml-5.4.1/1';

/**
 * Compiles a template's MJML to HTML with the Liquid left in it. Undefined, with the problems added, where it is
 * wrong. `cacheDirectory` keeps the HTML by a hash of the sources, so that the compiler need not be loaded again.
 */
export async function compileMjml(
  folder: ShopFolder,
  sources: TemplateSources,
  problems: ShopProblems,
  cacheDirectory?: string,
): Promise<string | undefined> {
  const mjmlPaths = sources.paths.filter((path) => path !== sources.textPath);
  const isBalanced = mjmlPaths.every((path) => {
    const unbalanced = findUnbalancedTag(folder.files.get(path) ?? '');
    if (unbalanced !== undefined) problems.add({ file: folder.shownPath(path), path: '', ...unbalanced });
    return unbalanced === undefined;
  });
  if (!isBalanced) return undefined;

  const hash = createHash('sha256').update(CACHE_FORMAT);
  for (const path of mjmlPaths) hash.update(`\0${path}\0${folder.files.get(path) ?? ''}`);
  const cacheFile = cacheDirectory && join(cacheDirectory, `${hash.digest('hex').slice(0, 32)}.html`);
  const cached = cacheFile && (await readIfThere(cacheFile));
  if (cached) return cached;

  const html = await compile(folder, sources.mjmlPath, problems);
  if (cacheFile && html !== undefined) await keep(cacheFile, html);
  return html;
}

async function compile(
  folder: ShopFolder,
  path: string,
  problems: ShopProblems,
): Promise<string | undefined> {
  const { default: mjml } = await import('mjml');
  const filePath = resolve(folder.directory, path);
  const options = {
    filePath,
    actualPath: filePath,
    ignoreIncludes: false,
    includePath: resolve(folder.directory, 'templates'),
    // Web fonts would be fetched by the reader's mail program, and tell when the mail was read.
    fonts: {},
    keepComments: false,
    validationLevel: 'soft',
  } as const;
  try {
    const { html, errors } = await mjml(folder.files.get(path) ?? '', options);
    for (const error of errors) {
      const file = /^Line \d+ of (.*?)(?:, included at .*)? \([\w-]+\) — /.exec(error.formattedMessage)?.[1];
      problems.add(locate(folder, file ?? filePath, error));
    }
    return errors.length > 0 ? undefined : withoutIndentation(html);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    problems.addToFile(path, `not valid MJML: ${error.message}`);
    return undefined;
  }
}

function locate(
  folder: ShopFolder,
  absolutePath: string,
  error: { readonly line: number; readonly tagName: string; readonly message: string },
) {
  const path =
    [...folder.files.keys()].find((name) => resolve(folder.directory, name) === absolutePath) ?? '';
  const text = folder.files.get(path)?.split('\n')[error.line - 1] ?? '';
  const column = Math.max(0, text.indexOf(`<${error.tagName}`)) + 1;
  return { file: folder.shownPath(path), line: error.line, column, path: '', message: error.message };
}

/** Mail is paid for by size, and Gmail cuts it off at 102 KB. */
const withoutIndentation = (html: string): string => html.replace(/^\s+|[ \t]+$/gm, '');

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Whatever keeps the cache from being read, the sources are at hand.
    return undefined;
  }
}

/** By way of a second name, so that a reader never meets half a file. */
async function keep(file: string, content: string): Promise<void> {
  const partial = `${file}.${process.pid}`;
  try {
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (error) {
    // Where this installation may not be written to, templates are compiled each time.
    if (!isRefusal(error)) throw error;
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));
