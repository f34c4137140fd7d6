import {
  DescribeAccountAttributesCommand,
  DescribeConfigurationSetsCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeSenderIdsCommand,
  DescribeSpendLimitsCommand,
  GetProtectConfigurationCountryRuleSetCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type Answer, askAws } from './answer.ts';
import type { TextAccount, TextIdentity } from './text-account.ts';

interface TwoWay {
  readonly TwoWayEnabled: boolean | undefined;
  readonly TwoWayChannelArn?: string | undefined;
  readonly SelfManagedOptOutsEnabled: boolean | undefined;
  readonly OptOutListName: string | undefined;
}

const repliesOf = (told: TwoWay): NonNullable<TextIdentity['replies']> => ({
  isTwoWay: told.TwoWayEnabled ?? false,
  ...(told.TwoWayChannelArn !== undefined && { channelArn: told.TwoWayChannelArn }),
  areOptOutsOurs: told.SelfManagedOptOutsEnabled ?? false,
  optOutList: told.OptOutListName ?? '',
});

/** Asks, where the answer is a list of at most one. */
async function askOne<Value>(action: string, ask: () => Promise<Value | undefined>): Promise<Answer<Value>> {
  const answer = await askAws(action, ask);
  if (answer.status !== 'told') return answer;
  return answer.value === undefined ? { status: 'absent' } : { status: 'told', value: answer.value };
}

/** The account as AWS End User Messaging has it. */
export function createSmsTextAccount(client: PinpointSMSVoiceV2Client): TextAccount {
  async function pool(id: string): Promise<TextIdentity | undefined> {
    const { Pools = [] } = await client.send(new DescribePoolsCommand({ PoolIds: [id] }));
    const [told] = Pools;
    if (told === undefined) return undefined;
    return { state: told.Status ?? '', messageTypes: [told.MessageType ?? ''], replies: repliesOf(told) };
  }

  async function phoneNumber(id: string): Promise<TextIdentity | undefined> {
    const command = new DescribePhoneNumbersCommand({ PhoneNumberIds: [id] });
    const { PhoneNumbers = [] } = await client.send(command);
    const [told] = PhoneNumbers;
    if (told === undefined) return undefined;
    return { state: told.Status ?? '', messageTypes: [told.MessageType ?? ''], replies: repliesOf(told) };
  }

  async function senderId(name: string, country: string): Promise<TextIdentity | undefined> {
    const ids = [{ SenderId: name, IsoCountryCode: country }];
    const { SenderIds = [] } = await client.send(new DescribeSenderIdsCommand({ SenderIds: ids }));
    const [told] = SenderIds;
    if (told === undefined) return undefined;
    const isPending = told.RegistrationId !== undefined && told.Registered === false;
    return { state: isPending ? 'NOT REGISTERED' : 'ACTIVE', messageTypes: told.MessageTypes ?? [] };
  }

  return {
    tier: async () =>
      await askOne('sms-voice:DescribeAccountAttributes', async () => {
        const { AccountAttributes = [] } = await client.send(new DescribeAccountAttributesCommand({}));
        return AccountAttributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
      }),
    spendLimit: async () =>
      await askOne('sms-voice:DescribeSpendLimits', async () => {
        const { SpendLimits = [] } = await client.send(new DescribeSpendLimitsCommand({}));
        const told = SpendLimits.find(({ Name }) => Name === 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT');
        return told && { enforced: told.EnforcedLimit ?? 0, highest: told.MaxLimit ?? 0 };
      }),
    async identity(name) {
      const [kind, id = '', country = ''] = name.split('/');
      if (kind === 'pool') return await askOne('sms-voice:DescribePools', async () => await pool(id));
      if (kind === 'sender-id')
        return await askOne('sms-voice:DescribeSenderIds', async () => await senderId(id, country));
      return await askOne('sms-voice:DescribePhoneNumbers', async () => await phoneNumber(id));
    },
    configurationSet: async (name) =>
      await askOne('sms-voice:DescribeConfigurationSets', async () => {
        const command = new DescribeConfigurationSetsCommand({ ConfigurationSetNames: [name] });
        const { ConfigurationSets = [] } = await client.send(command);
        return ConfigurationSets.length > 0 ? { name } : undefined;
      }),
    protectConfiguration: async (id) =>
      await askAws('sms-voice:GetProtectConfigurationCountryRuleSet', async () => {
        const command = new GetProtectConfigurationCountryRuleSetCommand({
          ProtectConfigurationId: id,
          NumberCapability: 'SMS',
        });
        const { CountryRuleSet = {} } = await client.send(command);
        const open = Object.entries(CountryRuleSet).filter(([, rule]) => rule.ProtectStatus !== 'BLOCK');
        return { openCountries: open.map(([country]) => country) };
      }),
  };
}
