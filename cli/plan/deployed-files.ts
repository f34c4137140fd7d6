import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { loadShop } from '../../shared/config/load-shop.ts';
import { readShopFolder, type ShopFolder } from '../../shared/config/read-shop-folder.ts';
import type { ShopBundle } from '../../shared/config/shop-bundle.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { rulesOfFolder } from '../revision/rules-of-folder.ts';
import { shopAtRevision } from '../revision/shop-at-revision.ts';
import type { DeployedFiles } from './plan-deploy.ts';

const TEMPLATE_FILE = /^templates\/([^/]+)\//;
const SHARED = '_shared';

/** Both sides of a comparison, told apart by the same means. */
export interface Sides {
  readonly before: DeployedFiles;
  readonly after: DeployedFiles;
}

/** The shop at a git revision, and as its files are now. Throws what `shopAtRevision` and `loadShop` do. */
export async function sidesAgainstRevision(shop: string, revision: string): Promise<Sides> {
  const after = await readShopFolder(shop);
  const former = await shopAtRevision(shop, revision);
  if (after === undefined) throw new TypeError('unreachable: git has listed the folder');
  return { before: filesOf(former), after: filesOf(after) };
}

function filesOf(folder: ShopFolder): DeployedFiles {
  const texts = new Map<string, string>();
  for (const [path, content] of folder.files) {
    const name = TEMPLATE_FILE.exec(path)?.[1];
    if (name !== undefined) texts.set(name, `${texts.get(name) ?? ''}${path}\0${content}\0`);
  }
  // What all templates share is part of each.
  const shared = texts.get(SHARED) ?? '';
  texts.delete(SHARED);
  return {
    rules: rulesOfFolder(folder),
    templates: new Map([...texts].map(([name, text]) => [name, `${shared}${text}`])),
  };
}

/** A compiled shop, as a deploy has put it beside its functions, and the shop compiled from its files now. */
export async function sidesAgainstBundle(shop: string, file: string): Promise<Sides> {
  const before = await readBundle(file);
  const after = await loadShop(shop);
  return { before: bundled(before), after: bundled(after) };
}

const bundled = ({ rules, templates }: ShopBundle): DeployedFiles => ({
  // A bundle has been through JSON, which has no undefined.
  rules: JSON.parse(JSON.stringify(rules)),
  templates: new Map(Object.entries(templates).map(([name, template]) => [name, JSON.stringify(template)])),
});

/** Only the frame is checked: bundles are written by a deploy alone. */
const bundleSchema = z.custom<ShopBundle>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'templates' in value &&
    'rules' in value &&
    typeof value.rules === 'object' &&
    value.rules !== null &&
    'sending' in value.rules,
);

async function readBundle(file: string): Promise<ShopBundle> {
  try {
    return bundleSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const isThere = existsSync(file);
    throw new PerennialError('PLAN.NO_BUNDLE', {
      message: `${isThere ? `${file} is no compiled shop that this version knows` : `There is no file ${file}`}. Give the shop.json that a deploy has put beside its functions.`,
      details: { file },
      cause,
    });
  }
}
