import type { CampaignSurroundings } from '../../../../shared/config/campaign/campaign-context.ts';
import { readOwnDays } from '../../../../shared/config/campaign/own-days.ts';
import { readCampaigns } from '../../../../shared/config/read-campaigns.ts';
import { readRules } from '../../../../shared/config/read-rules.ts';
import { readShopFolder, type ShopFolder } from '../../../../shared/config/read-shop-folder.ts';
import { formatShopProblem, type ShopProblem } from '../../../../shared/config/shop-problem.ts';
import { collectProblems, type ShopProblems } from '../../../../shared/config/shop-problems.ts';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import type { Rules } from '../../../../shared/domain/rules.ts';

interface Told {
  readonly problems: readonly ShopProblem[];
  /** The same as a person sees them, with paths within the shop. */
  readonly told: readonly string[];
}

export interface ReadShop extends Told {
  /** Undefined where something is wrong. */
  readonly rules: Rules | undefined;
}

const EXAMPLE = await readShopFolder('shop');
const TEMPLATES = ['win-back', 'welcome', 'reminder'];
const CALENDAR = 'shop-birthday: { date: 05-20 }\nspring-harvest: { dates: [2026-04-02, 2027-04-06] }\n';

/** Reads the example shop with these files in place of its campaigns, its calendar, and its rules of sending. */
export function shopWith(files: Readonly<Record<string, string>>): ReadShop {
  const kept = [...(EXAMPLE?.files ?? [])].filter(
    ([path]) => !/^(campaigns|templates)\/|^(sending|experiments|topics)\.yaml$/.test(path),
  );
  const templates = TEMPLATES.map((name) => [`templates/${name}/en.yaml`, ''] as const);
  const folder = folderOf([...kept, ...templates, ['calendar.yaml', CALENDAR], ...Object.entries(files)]);
  const problems = collectProblems(folder);
  const rules = readRules(folder, problems);
  return { ...toldBy(problems), rules: problems.list.length === 0 ? rules : undefined };
}

const surroundings: CampaignSurroundings = surroundingsOf(shopWith({}).rules);

/** The campaigns of these files in the same shop, of which the rest is read but once. */
export function campaignsIn(
  files: Readonly<Record<string, string>>,
  others: Partial<CampaignSurroundings> = {},
): Told & { readonly campaigns: readonly CampaignRules[] } {
  const folder = folderOf(Object.entries(files));
  const problems = collectProblems(folder);
  const campaigns = readCampaigns(folder, { ...surroundings, ...others }, problems);
  return { ...toldBy(problems), campaigns };
}

/** What a campaign file, named campaign.yaml, compiles to. Throws where something is wrong in it. */
export function compiled(file: string): CampaignRules {
  const { campaigns, told } = campaignsIn({ 'campaigns/campaign.yaml': file });
  const [campaign] = campaigns;
  if (campaign === undefined) throw new Error(told.join('\n'));
  return campaign;
}

/** What is wrong with a campaign file, as `line:column: message`. */
export const problemsOf = (file: string, others: Partial<CampaignSurroundings> = {}): readonly string[] =>
  campaignsIn({ 'campaigns/campaign.yaml': file }, others).told.map((line) =>
    line.replace('campaigns/campaign.yaml:', ''),
  );

function folderOf(files: readonly (readonly [path: string, content: string])[]): ShopFolder {
  return { directory: 'shop', files: new Map(files), shownPath: (path) => path, version: 'test' };
}

function toldBy({ list }: ShopProblems): Told {
  return { problems: list, told: list.map(formatShopProblem) };
}

function surroundingsOf(rules: Rules | undefined): CampaignSurroundings {
  if (rules === undefined) throw new Error('The example shop cannot be read.');
  const ownDays = readOwnDays(collectProblems(folderOf([['calendar.yaml', CALENDAR]])));
  return {
    names: {
      segments: rules.segments.map(({ name }) => name),
      rfmGroups: rules.rfm.groups.map(({ name }) => name),
    },
    templates: TEMPLATES,
    sending: rules.sending,
    ...(ownDays !== undefined && { ownDays }),
  };
}
