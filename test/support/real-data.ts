import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from 'vitest';

/** Where the real data sets are: `PERENNIAL_DATA`, else beside the repository. They are not part of it. */
const folder = resolve(process.env.PERENNIAL_DATA ?? resolve(import.meta.dirname, '../../../shared/data'));

/** The path of a real data file, such as `cdnow/CDNOW_master.txt`; undefined where this machine has none. */
export function realData(file: string): string | undefined {
  const path = resolve(folder, file);
  return existsSync(path) ? path : undefined;
}

/** A `describe` over the paths of real data files; skipped, and the reason printed, where one is missing. */
export function describeWithData(
  title: string,
  files: readonly string[],
  tests: (...paths: readonly string[]) => void,
): void {
  const missing = files.find((file) => realData(file) === undefined);
  const paths = files.map((file) => resolve(folder, file));
  if (missing === undefined) {
    describe(title, () => tests(...paths));
    return;
  }
  console.info(
    `skipped "${title}": there is no ${missing} in ${folder} (PERENNIAL_DATA names another folder)`,
  );
  describe.skip(title, () => tests(...paths));
}
