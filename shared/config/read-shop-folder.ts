import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** The files of a shop, read once. Paths within have `/` on every system. */
export interface ShopFolder {
  readonly directory: string;
  /** Contents by path within the folder; hidden files and folders are left out. */
  readonly files: ReadonlyMap<string, string>;
  /** How a person would name a file of the folder. */
  readonly shownPath: (path: string) => string;
  /** First 16 hexadecimal digits of the SHA-256 over all paths and contents, but those of scenarios: they change no rules. */
  readonly version: string;
}

/** Undefined where there is no such folder. */
export async function readShopFolder(directory: string): Promise<ShopFolder | undefined> {
  const paths = await listFiles(directory);
  if (paths === undefined) return undefined;
  const contents = await Promise.all(paths.map((path) => readFile(join(directory, path))));
  const hash = createHash('sha256');
  const files = new Map<string, string>();
  paths.forEach((path, index) => {
    const content = contents[index] ?? Buffer.alloc(0);
    if (!path.startsWith('tests/')) hash.update(`${path}\0${content.length}\0`).update(content);
    files.set(path, content.toString('utf8'));
  });
  return {
    directory,
    files,
    shownPath: (path) => shownPath(join(directory, path)),
    version: hash.digest('hex').slice(0, 16),
  };
}

async function listFiles(directory: string): Promise<string[] | undefined> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

/** Relative to the working directory where the file lies within it. */
function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}
