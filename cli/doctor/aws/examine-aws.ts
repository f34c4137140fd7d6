import type { Settings } from '../../../infra/aws/settings.ts';
import { webhookSecretPrefix } from '../../../shared/app/webhook/webhook-secret-name.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Dns } from '../dns/dns.ts';
import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import type { AwsSide } from './aws-side.ts';
import { examineMail } from './examine-mail.ts';
import { examineTexts } from './examine-texts.ts';
import { judgeAccount } from './judge-account.ts';
import { judgeConfigurationSet } from './judge-configuration-set.ts';
import { judgeDestinations, judgeFeedbackRule } from './judge-mail-events.ts';
import { judgeSecret } from './judge-secret.ts';
import { judgeWarmUp } from './judge-warm-up.ts';
import type { SesAccount, SesIdentity } from './mail-account.ts';
import type { ShopNeeds } from './shop-needs.ts';

interface Deployment {
  readonly settings: Settings;
  readonly needs: ShopNeeds;
  readonly dns: Dns;
  readonly now: Instant;
}

/** Whether a stage can send from its account: credentials, domain, account, feedback, texts, secrets. */
export async function examineAws(aws: AwsSide, deployment: Deployment): Promise<Finding[]> {
  const { settings, needs, dns, now } = deployment;
  const account = await aws.mail.account();
  if (account.status === 'unauthenticated') {
    const detail = `AWS does not take them (${account.code}). Log in anew, or correct the keys.`;
    const fault: Finding = { name: 'AWS credentials', status: 'broken', detail };
    return [fault, ...(await examineMail({ settings, dns }))];
  }
  const { stage, sendRateShare } = settings;
  const identity = await aws.mail.identity(settings.domain);
  const [mail, feedback, texts, secrets] = await Promise.all([
    examineMail({ settings, dns, aws, identity }),
    examineFeedback(aws, stage, account, identity),
    examineTextSide(aws, deployment),
    Promise.all(
      needs.secrets.map(async (name) => {
        const secret = `${webhookSecretPrefix(stage)}${name}`;
        return judgeSecret(secret, await aws.secrets(secret));
      }),
    ),
  ]);
  return [
    { name: 'AWS credentials', status: 'ok', detail: `are taken, in ${aws.region}` },
    ...judgeAccount(account, { stage, region: aws.region, sendRateShare, paces: needs.paces }),
    ...(needs.warmUp && account.status === 'told'
      ? [judgeWarmUp(needs.warmUp, account.value.SendQuota, now)]
      : []),
    ...mail,
    ...feedback,
    ...texts,
    ...secrets,
  ];
}

/** The configuration set is the one that the state stack has given the domain. */
async function examineFeedback(
  aws: AwsSide,
  stage: string,
  account: Answer<SesAccount>,
  identity: Answer<SesIdentity>,
): Promise<Finding[]> {
  if (identity.status !== 'told') return [];
  const set = identity.value.ConfigurationSetName;
  if (set === undefined) {
    const detail = 'the domain has none, as the state stack would have given it. Deploy that again.';
    return [{ name: 'Configuration set', status: 'broken', detail }];
  }
  const [told, destinations, rules] = await Promise.all([
    aws.mail.configurationSet(set),
    aws.mail.eventDestinations(set),
    aws.rules(`Perennial-${stage}-`),
  ]);
  return [
    ...judgeConfigurationSet(set, told, account),
    judgeDestinations(destinations),
    judgeFeedbackRule(set, rules),
  ];
}

async function examineTextSide(aws: AwsSide, { settings, needs }: Deployment): Promise<Finding[]> {
  if (settings.texts) return await examineTexts(aws.texts, settings.texts, settings.stage);
  if (needs.textCampaigns.length === 0) return [];
  const detail = `the settings have no "texts", so those of ${needs.textCampaigns.join(', ')} are refused`;
  return [{ name: 'Texts', status: 'missing', detail }];
}
