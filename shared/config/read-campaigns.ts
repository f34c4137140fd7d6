import type { CampaignRules } from '../domain/campaign/campaign-rules.ts';
import { compileCondition } from '../domain/condition/customer-condition.ts';
import type { ShopNames } from '../domain/condition/find-unknown-class.ts';
import { nearestName } from '../nearest-name.ts';
import { addConditionProblem } from './add-condition-problem.ts';
import { type CampaignFile, campaignFileSchema } from './files/campaign-file.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ReadFile, ShopProblems } from './shop-problems.ts';
import { templateNames } from './template/template-names.ts';

const CAMPAIGN_FILE = /^campaigns\/([^/]+)\.yaml$/;

/** Reads every file in campaigns/; those with problems are left out. */
export function readCampaigns(folder: ShopFolder, names: ShopNames, problems: ShopProblems): CampaignRules[] {
  const templates = templateNames(folder);
  const fileOfName = new Map<string, string>();
  const campaigns: CampaignRules[] = [];
  for (const path of folder.files.keys()) {
    const fileName = CAMPAIGN_FILE.exec(path)?.[1];
    if (fileName === undefined) continue;
    const file = problems.read(path, campaignFileSchema);
    if (file === undefined) continue;
    const name = file.value.name ?? fileName;
    const other = fileOfName.get(name);
    if (other !== undefined)
      problems.addAt(file.yaml, ['name'], `the name "${name}" is taken by ${folder.shownPath(other)}`);
    fileOfName.set(name, path);
    checkAudience(file, names, problems);
    checkSteps(file, templates, problems);
    campaigns.push(compileCampaignFile(name, file.value));
  }
  return campaigns;
}

function compileCampaignFile(name: string, file: CampaignFile): CampaignRules {
  const { trigger, audience, reentryDays } = file;
  const steps = file.steps.map((step) => ({
    name: step.name,
    send: step.channel,
    template: step.template,
    expiresAfterHours: step.expiresAfterHours,
  }));
  return { name, trigger, ...(audience === undefined ? {} : { audience }), reentryDays, steps };
}

function checkAudience(
  { value, yaml }: ReadFile<CampaignFile>,
  names: ShopNames,
  problems: ShopProblems,
): void {
  if (value.audience === undefined) return;
  const condition = compileCondition(value.audience, names);
  if (!condition.ok) addConditionProblem(yaml, ['audience'], condition, problems);
}

function checkSteps(
  { value, yaml }: ReadFile<CampaignFile>,
  templates: readonly string[],
  problems: ShopProblems,
): void {
  const names = new Set<string>();
  value.steps.forEach((step, index) => {
    if (names.has(step.name))
      problems.addAt(yaml, ['steps', index, 'name'], `another step is named "${step.name}" already`);
    names.add(step.name);
    if (!templates.includes(step.template)) {
      const message = `there is no folder templates/${step.template}`;
      problems.addAt(yaml, ['steps', index, 'template'], message, nearestName(step.template, templates));
    }
  });
}
