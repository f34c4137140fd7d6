import { DOUBLE_OPT_IN } from '../../domain/campaign/double-opt-in.ts';
import type { CampaignFile } from '../files/campaign-file.ts';
import type { ReadFile, ShopProblems } from '../shop-problems.ts';

export interface NamedCampaign extends ReadFile<CampaignFile> {
  readonly name: string;
}

/** Each name belongs to one campaign, also the former ones: what is under way by a name goes on with it. */
export function checkCampaignNames(campaigns: readonly NamedCampaign[], problems: ShopProblems): void {
  const holders = new Map<string, NamedCampaign>();
  for (const campaign of campaigns) {
    const { name, yaml } = campaign;
    const other = holders.get(name);
    if (name === DOUBLE_OPT_IN)
      problems.addAt(yaml, ['name'], `"${name}" stands for the mails of topics.yaml; give it another name`);
    if (other !== undefined)
      problems.addAt(yaml, ['name'], `the name "${name}" is taken by ${other.yaml.file}`);
    else holders.set(name, campaign);
  }
  const formerHolders = new Map<string, NamedCampaign>();
  for (const campaign of campaigns) {
    const { value, yaml, name } = campaign;
    value.formerNames.forEach((former, index) => {
      const tell = (message: string) => problems.addAt(yaml, ['formerNames', index], message);
      const other = formerHolders.get(former);
      const holder = holders.get(former);
      if (former === name) tell(`"${former}" is the name that it has now`);
      else if (holder !== undefined) tell(`the name "${former}" is taken by ${holder.yaml.file}`);
      else if (other === campaign) tell(`"${former}" is there already`);
      else if (other !== undefined) tell(`"${former}" is a former name of ${other.yaml.file} too`);
      formerHolders.set(former, campaign);
    });
  }
}
