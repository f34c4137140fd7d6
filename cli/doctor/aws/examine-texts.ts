import type { TextSettings } from '../../../infra/aws/text-settings.ts';
import type { Finding } from '../finding.ts';
import { judgeProtection, judgeSpendLimit, judgeTextIdentity, judgeTextTier } from './judge-texts.ts';
import type { TextAccount } from './text-account.ts';
import { unanswered } from './unanswered.ts';

/** Whether texts can be sent as the settings have it. */
export async function examineTexts(
  account: TextAccount,
  settings: TextSettings,
  stage: string,
): Promise<Finding[]> {
  const { originationIdentity, countryIdentities = {}, configurationSet, protectConfiguration } = settings;
  const identities = [...new Set([originationIdentity, ...Object.values(countryIdentities)])];
  const [tier, limit, told, set, protection] = await Promise.all([
    account.tier(),
    account.spendLimit(),
    Promise.all(identities.map(async (name) => judgeTextIdentity(name, await account.identity(name)))),
    configurationSet === undefined ? undefined : account.configurationSet(configurationSet),
    protectConfiguration === undefined ? undefined : account.protectConfiguration(protectConfiguration),
  ]);
  return [
    judgeTextTier(tier, stage),
    judgeSpendLimit(limit),
    ...told.flat(),
    ...(set === undefined ? [] : [judgeTextSet(configurationSet, set)]),
    ...(protection === undefined ? [] : [judgeProtection(protectConfiguration, protection)]),
  ];
}

function judgeTextSet(
  setName: string | undefined,
  answer: Awaited<ReturnType<TextAccount['configurationSet']>>,
): Finding {
  const name = `Texts: configuration set ${setName}`;
  if (answer.status === 'absent')
    return { name, status: 'broken', detail: 'is not in this account and region: every text is refused' };
  return answer.status === 'told' ? { name, status: 'ok', detail: 'is there' } : unanswered(name, answer);
}
