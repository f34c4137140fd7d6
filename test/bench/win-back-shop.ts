import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyShop, type ShopCopy } from '../support/shop-copy.ts';

const ONLY = 'win-back.yaml';

/** A copy of the example shop with its classes, segments and templates, and one campaign: how fast the state machine is by itself. */
export async function winBackShop(): Promise<ShopCopy> {
  const shop = await copyShop();
  for (const file of await readdir(join(shop.directory, 'campaigns')))
    if (file !== ONLY) await shop.remove(join('campaigns', file));
  // Its scenarios are about the others.
  await shop.remove('tests');
  return shop;
}
