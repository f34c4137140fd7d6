import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ONLY = 'win-back.yaml';

/** A copy of the example shop with its classes, segments and templates, and one campaign: how fast the state machine is by itself. */
export function oneCampaignShop(): string {
  const shop = join(temporaryFolder(), 'shop');
  cpSync(join(REPOSITORY, 'shop'), shop, { recursive: true });
  const campaigns = join(shop, 'campaigns');
  for (const file of readdirSync(campaigns)) if (file !== ONLY) rmSync(join(campaigns, file));
  // Its scenarios are about the others.
  rmSync(join(shop, 'tests'), { recursive: true });
  return shop;
}
