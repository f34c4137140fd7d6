import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ShopCopy extends AsyncDisposable {
  readonly directory: string;
  /** Replaces the one place in a file that reads `from`. */
  readonly edit: (file: string, from: string, to: string) => Promise<void>;
  readonly write: (file: string, content: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/** A small shop with one mail, that changes only with what is tested with it. */
export const LETTER_SHOP = join(import.meta.dirname, '../fixtures/letter-shop');
const EXAMPLE_SHOP = join(import.meta.dirname, '../../shop');

/** A copy of a shop, the example unless told, that a test may break. */
export async function copyShop(source = EXAMPLE_SHOP): Promise<ShopCopy> {
  const directory = join(await mkdtemp(join(tmpdir(), 'perennial-')), 'shop');
  await cp(source, directory, { recursive: true });
  const write = (file: string, content: string) => writeFile(join(directory, file), content);
  return {
    directory,
    write,
    edit: async (file, from, to) => {
      const content = await readFile(join(directory, file), 'utf8');
      if (content.split(from).length !== 2) throw new Error(`${file} does not have "${from}" just once`);
      await write(
        file,
        content.replace(from, () => to),
      );
    },
    remove: (path) => rm(join(directory, path), { recursive: true }),
    [Symbol.asyncDispose]: () => rm(join(directory, '..'), { recursive: true }),
  };
}
