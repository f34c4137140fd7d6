import { MAIL_EVENTS } from '../../../cli/doctor/aws/mail-event-types.ts';

const TOKENS = ['aaa', 'bbb', 'ccc'];
const SET = 'kettle-mail';
const REPLIES = 'arn:aws:sns:eu-central-1:111122223333:Replies';

/** DNS of a domain that has all that it should. */
export const HEALTHY_DNS = {
  txt: {
    'shop.example': ['v=spf1 include:_spf.mail.example -all', 'some-verification=1'],
    '_spf.mail.example': ['v=spf1 ip4:192.0.2.0/24 -all'],
    'bounce.shop.example': ['v=spf1 include:amazonses.com ~all'],
    'amazonses.com': ['v=spf1 ip4:199.255.192.0/22 -all'],
    '_dmarc.shop.example': ['v=DMARC1; p=quarantine; rua=mailto:dmarc@shop.example'],
  },
  mx: { 'bounce.shop.example': ['feedback-smtp.eu-central-1.amazonses.com'] },
  cname: Object.fromEntries(
    TOKENS.map((token) => [`${token}._domainkey.shop.example`, `${token}.dkim.amazonses.com`]),
  ),
};

/** What AWS tells of an account that can send, by operation. */
export const HEALTHY_ACCOUNT = {
  account: {
    SendingEnabled: true,
    ProductionAccessEnabled: true,
    EnforcementStatus: 'HEALTHY',
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1200 },
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    Details: { ReviewDetails: { Status: 'GRANTED' } },
  },
  'identities/shop.example': {
    IdentityType: 'DOMAIN',
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: {
      SigningEnabled: true,
      Status: 'SUCCESS',
      Tokens: TOKENS,
      SigningAttributesOrigin: 'AWS_SES',
      CurrentSigningKeyLength: 'RSA_2048_BIT',
      LastKeyGenerationTimestamp: 1_790_000_000.5,
    },
    MailFromAttributes: {
      MailFromDomain: 'bounce.shop.example',
      MailFromDomainStatus: 'SUCCESS',
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
    ConfigurationSetName: SET,
  },
  [`configuration-sets/${SET}`]: {
    ConfigurationSetName: SET,
    SendingOptions: { SendingEnabled: true },
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  },
  [`configuration-sets/${SET}/event-destinations`]: {
    EventDestinations: [
      {
        Name: 'Events',
        Enabled: true,
        MatchingEventTypes: MAIL_EVENTS,
        EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-central-1:111122223333:event-bus/default' },
      },
    ],
  },
  ListRules: {
    Rules: [
      {
        Name: 'Perennial-prod-Pipeline-FeedbackMailEvents-1',
        State: 'ENABLED',
        EventPattern: JSON.stringify({
          source: ['aws.ses'],
          detail: { mail: { tags: { 'ses:configuration-set': [SET] } } },
        }),
      },
      { Name: 'Perennial-prod-Pipeline-SweepSchedule-1', State: 'ENABLED' },
    ],
  },
  DescribeSecret: { Name: 'perennial/prod/webhook/warehouse' },
  DescribeAccountAttributes: { AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: 'PRODUCTION' }] },
  DescribeSpendLimits: {
    SpendLimits: [
      { Name: 'VOICE_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 1, MaxLimit: 1, Overridden: false },
      { Name: 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 200, MaxLimit: 500, Overridden: true },
    ],
  },
  DescribePools: {
    Pools: [
      {
        PoolId: 'pool-1',
        Status: 'ACTIVE',
        MessageType: 'PROMOTIONAL',
        TwoWayEnabled: true,
        TwoWayChannelArn: REPLIES,
        SelfManagedOptOutsEnabled: false,
        OptOutListName: 'Default',
      },
    ],
  },
  DescribeSenderIds: {
    SenderIds: [
      { SenderId: 'KETTLE', IsoCountryCode: 'GB', MessageTypes: ['PROMOTIONAL'], Registered: true },
    ],
  },
  GetProtectConfigurationCountryRuleSet: {
    CountryRuleSet: {
      DE: { ProtectStatus: 'ALLOW' },
      GB: { ProtectStatus: 'ALLOW' },
      RU: { ProtectStatus: 'BLOCK' },
    },
  },
} as const satisfies Readonly<Record<string, object>>;
