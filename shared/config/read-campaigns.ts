import type { CampaignRules } from '../domain/campaign/campaign-rules.ts';
import type { CampaignScope } from '../domain/condition/campaign-condition.ts';
import type { CampaignSurroundings } from './campaign/campaign-context.ts';
import { checkCampaign } from './campaign/check-campaign.ts';
import { checkCampaignNames } from './campaign/check-campaign-names.ts';
import { compileCampaignFile } from './campaign/compile-campaign-file.ts';
import { type CampaignFile, campaignFileSchema } from './files/campaign-file.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ShopProblems } from './shop-problems.ts';

const CAMPAIGN_FILE = /^campaigns\/([^/]+)\.yaml$/;

/** Reads every file in campaigns/; those with problems are left out. */
export function readCampaigns(
  folder: ShopFolder,
  surroundings: CampaignSurroundings,
  problems: ShopProblems,
): CampaignRules[] {
  const files = [...folder.files.keys()].flatMap((path) => {
    const fileName = CAMPAIGN_FILE.exec(path)?.[1];
    const file = fileName === undefined ? undefined : problems.read(path, campaignFileSchema);
    return fileName === undefined || file === undefined
      ? []
      : [{ ...file, name: file.value.name ?? fileName }];
  });
  checkCampaignNames(files, problems);
  return files.flatMap(({ name, value, yaml }) => {
    const before = problems.list.length;
    checkCampaign({ ...surroundings, value, yaml, problems, scope: scopeOf(value, surroundings) });
    const isSound = problems.list.length === before && surroundings.ownDays !== undefined;
    return isSound ? [compileCampaignFile(name, value, surroundings.ownDays)] : [];
  });
}

const scopeOf = ({ trigger, variants }: CampaignFile, { names }: CampaignSurroundings): CampaignScope => ({
  names,
  variants: (variants ?? []).map(({ name }) => name),
  ...(trigger.kind === 'event' && { entry: trigger.event }),
});
