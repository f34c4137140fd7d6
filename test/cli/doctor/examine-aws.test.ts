import { describe, expect, it } from 'vitest';
import { connectAws } from '../../../cli/doctor/aws/connect-aws.ts';
import { examineAws } from '../../../cli/doctor/aws/examine-aws.ts';
import { findingLines } from '../../../cli/doctor/finding-lines.ts';
import { parseSettings } from '../../../infra/aws/settings.ts';
import { accessDenied, badKeys, refused, startAccountStub } from '../../support/account-stub.ts';
import type { AwsStub } from '../../support/aws-stub.ts';
import { dnsOf } from '../../support/dns-table.ts';
import { HEALTHY_ACCOUNT, HEALTHY_DNS } from './healthy-account.ts';

const SETTINGS = { stage: 'prod', domain: 'shop.example', senderAddress: 'hello@shop.example' };
const TEXTS = {
  originationIdentity: 'pool/pool-1',
  countryIdentities: { GB: 'sender-id/KETTLE/GB' },
  protectConfiguration: 'protect-1',
};
const NOW = Date.parse('2026-03-03T12:00:00Z');
const NEEDS = { paces: [], textCampaigns: [], secrets: [] };

interface Situation {
  readonly account?: Parameters<typeof startAccountStub>[0];
  readonly dns?: Parameters<typeof dnsOf>[0];
  readonly settings?: object;
  readonly needs?: Partial<Parameters<typeof examineAws>[1]['needs']>;
  readonly look?: (stub: AwsStub) => void;
}

/** By the real clients of the SDK, against an endpoint that speaks their protocols. */
async function examine({
  account = HEALTHY_ACCOUNT,
  dns = HEALTHY_DNS,
  settings,
  needs,
  look,
}: Situation = {}) {
  const stub = await startAccountStub(account);
  try {
    const { endpoint, credentials } = stub.connection;
    const connected = await connectAws({ endpoint, credentials, region: 'eu-central-1' });
    if ('fault' in connected) throw new Error(connected.fault.detail);
    const findings = await examineAws(connected.aws, {
      settings: parseSettings({ ...SETTINGS, ...settings }),
      needs: { ...NEEDS, ...needs },
      dns: dnsOf(dns),
      now: NOW,
    });
    look?.(stub);
    return findings;
  } finally {
    await stub.stop();
  }
}

const linesOf = async (situation?: Situation) => findingLines(await examine(situation)).join('\n');

async function find(name: string, situation: Situation) {
  const findings = await examine(situation);
  const found = findings.find((each) => each.name.startsWith(name));
  if (found === undefined) throw new Error(`No finding ${name} among ${findings.map((each) => each.name)}`);
  return found;
}

const { account: ACCOUNT, 'identities/shop.example': IDENTITY } = HEALTHY_ACCOUNT;
const withAccount = (more: object) => ({ ...HEALTHY_ACCOUNT, account: { ...ACCOUNT, ...more } });
const withIdentity = (more: object) => ({
  ...HEALTHY_ACCOUNT,
  'identities/shop.example': { ...IDENTITY, ...more },
});
const withDns = (txt: Readonly<Record<string, readonly string[]>>) => ({
  ...HEALTHY_DNS,
  txt: { ...HEALTHY_DNS.txt, ...txt },
});

describe('doctor --aws', () => {
  it('finds nothing wrong with an account and a domain that have all that they should', async () => {
    const needs = { secrets: ['warehouse'], paces: [{ campaign: 'black-friday', perMinute: 600 }] };
    expect(await linesOf({ settings: { texts: TEXTS }, needs })).toMatchInlineSnapshot(`
      "ok       AWS credentials: are taken, in eu-central-1
      ok       SES sending: is on, and AWS has no complaints
      ok       SES sandbox: left, in eu-central-1
      ok       SES quota: 50,000 in 24 hours, 1,200 of them sent; 14 a second, of which 12.6 are used (sendRateShare)
      ok       SES identity shop.example: is verified, in eu-central-1
      ok       DKIM of shop.example: signs with a key of 2,048 bits; 3 records found
      ok       MAIL FROM bounce.shop.example: MX and SPF lead to SES
      ok       SPF of shop.example: one record, 1 of 10 lookups
      ok       DMARC of shop.example: p=quarantine: what fails goes to spam; reports go to 1 address(es)
      ok       DMARC alignment with shop.example: DKIM by d=shop.example (relaxed) and SPF by bounce.shop.example (relaxed)
      ok       Configuration set kettle-mail: is there, and sends with TLS alone
      ok       SES suppression list: takes bounces and complaints
      ok       SES events: all 10 kinds go to the default bus
      ok       Rule for the SES events: Perennial-prod-Pipeline-FeedbackMailEvents-1
      ok       Texts: sandbox: left
      ok       Texts: spend limit: 200 US dollars a month (AWS allows up to 500)
      ok       Texts: pool/pool-1: is active, for PROMOTIONAL texts
      ok       Texts: replies to pool/pool-1: go to Replies; AWS answers STOP and keeps the list Default
      ok       Texts: sender-id/KETTLE/GB: is active, for PROMOTIONAL texts
      ok       Texts: protect configuration protect-1: lets texts go to DE, GB
      ok       Secret perennial/prod/webhook/warehouse: is there"
    `);
  });

  it('says of a fresh account what to ask AWS for and what to put into DNS', async () => {
    const account = {
      account: {
        SendingEnabled: true,
        ProductionAccessEnabled: false,
        EnforcementStatus: 'HEALTHY',
        SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
      },
      'identities/shop.example': {
        ...IDENTITY,
        VerifiedForSendingStatus: false,
        VerificationInfo: { ErrorType: 'HOST_NOT_FOUND' },
        DkimAttributes: { ...IDENTITY.DkimAttributes, Status: 'PENDING' },
        MailFromAttributes: { ...IDENTITY.MailFromAttributes, MailFromDomainStatus: 'PENDING' },
      },
      'configuration-sets/kettle-mail': HEALTHY_ACCOUNT['configuration-sets/kettle-mail'],
      'configuration-sets/kettle-mail/event-destinations':
        HEALTHY_ACCOUNT['configuration-sets/kettle-mail/event-destinations'],
      ListRules: { Rules: [] },
      DescribeAccountAttributes: { AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: 'SANDBOX' }] },
      DescribeSpendLimits: {
        SpendLimits: [{ Name: 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 1, MaxLimit: 1 }],
      },
    };
    const situation = { account, dns: {}, settings: { texts: TEXTS }, needs: { secrets: ['warehouse'] } };
    expect(await linesOf(situation)).toMatchInlineSnapshot(`
      "ok       AWS credentials: are taken, in eu-central-1
      ok       SES sending: is on, and AWS has no complaints
      BROKEN   SES sandbox: the account is in it: mail goes to verified addresses alone, 200 in 24 hours and one a second. Ask for production access in the SES console (Account dashboard).
      ok       SES quota: 200 in 24 hours, 0 of them sent; 1 a second, of which 0.9 are used (sendRateShare)
      BROKEN   SES identity shop.example: is not verified (SES says HOST_NOT_FOUND): SES refuses every mail. It is by the DKIM records below, within minutes to 72 hours of their being there.
      BROKEN   DKIM of shop.example: 3 of 3 records are missing or lead elsewhere. To make:
                 aaa._domainkey.shop.example CNAME aaa.dkim.amazonses.com
                 bbb._domainkey.shop.example CNAME bbb.dkim.amazonses.com
                 ccc._domainkey.shop.example CNAME ccc.dkim.amazonses.com
      missing  MAIL FROM bounce.shop.example: has no MX record. Bounces then go to amazonses.com: SPF passes for that domain and not for yours, and DMARC hangs on DKIM alone. To make:
                 bounce.shop.example MX 10 feedback-smtp.eu-central-1.amazonses.com
                 bounce.shop.example TXT "v=spf1 include:amazonses.com ~all"
      ok       SPF of shop.example: no record, and none is needed: that of the MAIL FROM domain counts
      BROKEN   DMARC of shop.example: no record. Gmail, Yahoo and Outlook refuse the mails of who sends in bulk without. To make:
                 _dmarc.shop.example TXT "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"
      ok       Configuration set kettle-mail: is there, and sends with TLS alone
      ok       SES suppression list: takes bounces and complaints
      ok       SES events: all 10 kinds go to the default bus
      BROKEN   Rule for the SES events: no rule of the default bus takes them. Deploy the pipeline stack.
      BROKEN   Texts: sandbox: the account is in it: texts go to verified numbers alone. Ask for production access in the console of AWS End User Messaging SMS.
      missing  Texts: spend limit: 1 US dollars a month (AWS allows up to 1): texts stop there. Ask for more in Service Quotas (AWS End User Messaging SMS).
      BROKEN   Texts: pool/pool-1: is not in this account and region. Register it, or name another in "texts" of the settings.
      BROKEN   Texts: sender-id/KETTLE/GB: is not in this account and region. Register it, or name another in "texts" of the settings.
      BROKEN   Texts: protect configuration protect-1: is not in this account and region: every text is refused
      BROKEN   Secret perennial/prod/webhook/warehouse: is not there, so its webhooks wait. To make:
                 aws secretsmanager create-secret --name perennial/prod/webhook/warehouse --secret-string "whsec_$(openssl rand -base64 32)""
    `);
  });

  it('says of a broken domain what receivers make of it', async () => {
    const dns = {
      txt: {
        'shop.example': ['v=spf1 include:_spf.mail.example +all'],
        'bounce.shop.example': ['v=spf1 ip4:192.0.2.1 -all'],
        '_dmarc.shop.example': ['v=DMARC1; p=reject; adkim=s; aspf=s'],
      },
      mx: { 'bounce.shop.example': ['feedback-smtp.us-east-1.amazonses.com'] },
      cname: { ...HEALTHY_DNS.cname, 'bbb._domainkey.shop.example': 'bbb.dkim.other.example' },
    };
    const lines = await linesOf({ dns, settings: { senderAddress: 'hello@news.shop.example' } });
    expect(lines).toMatchInlineSnapshot(`
      "ok       AWS credentials: are taken, in eu-central-1
      ok       SES sending: is on, and AWS has no complaints
      ok       SES sandbox: left, in eu-central-1
      ok       SES quota: 50,000 in 24 hours, 1,200 of them sent; 14 a second, of which 12.6 are used (sendRateShare)
      ok       SES identity shop.example: is verified, in eu-central-1
      BROKEN   DKIM of shop.example: 1 of 3 records are missing or lead elsewhere. To make:
                 bbb._domainkey.shop.example CNAME bbb.dkim.amazonses.com
      missing  MAIL FROM bounce.shop.example: has the MX feedback-smtp.us-east-1.amazonses.com, and may have that of SES in this region alone. Bounces then go to amazonses.com: SPF passes for that domain and not for yours, and DMARC hangs on DKIM alone. To make:
                 bounce.shop.example MX 10 feedback-smtp.eu-central-1.amazonses.com
                 bounce.shop.example TXT "v=spf1 include:amazonses.com ~all"
      ok       SPF of news.shop.example: no record, and none is needed: that of the MAIL FROM domain counts
      BROKEN   SPF of shop.example: +all lets everybody send in your name, and DMARC pass it. End the record with ~all or -all.
      missing  DMARC of news.shop.example: p=reject: what fails is refused by the record of shop.example; nobody is told who sends in your name. Add rua=mailto: with an address that reads reports.
      BROKEN   DMARC alignment with news.shop.example: neither DKIM by d=shop.example (strict) nor SPF by amazonses.com (strict) counts: every mail fails DMARC. Take adkim=s out of the record of shop.example, or send from the very domain that signs.
      ok       Configuration set kettle-mail: is there, and sends with TLS alone
      ok       SES suppression list: takes bounces and complaints
      ok       SES events: all 10 kinds go to the default bus
      ok       Rule for the SES events: Perennial-prod-Pipeline-FeedbackMailEvents-1"
    `);
  });
});

describe('what doctor --aws may not ask', () => {
  it('is named by the IAM action to allow, and the rest goes on', async () => {
    const account = {
      ...HEALTHY_ACCOUNT,
      account: accessDenied,
      'configuration-sets/kettle-mail/event-destinations': accessDenied,
      ListRules: { ...accessDenied, body: '{"__type":"AccessDeniedException","message":"no"}' },
    };
    const findings = await examine({ account });
    const actions = findings.flatMap(({ detail }) => /Allow the action (\S+)/.exec(detail)?.[1] ?? []);
    expect(actions).toEqual([
      'ses:GetAccount',
      'ses:GetConfigurationSetEventDestinations',
      'events:ListRules',
    ]);
    expect(findings.filter(({ status }) => status === 'broken')).toEqual([]);
    expect(findings.find(({ name }) => name.startsWith('DKIM'))).toMatchObject({ status: 'ok' });
  });

  it('is left out where AWS does not take the credentials, and DNS is judged nevertheless', async () => {
    const findings = await examine({ account: { account: badKeys } });
    expect(findings.map(({ name, status }) => [name, status])).toEqual([
      ['AWS credentials', 'broken'],
      ['MAIL FROM bounce.shop.example', 'ok'],
      ['SPF of shop.example', 'ok'],
      ['DMARC of shop.example', 'ok'],
      ['DMARC alignment with shop.example', 'ok'],
    ]);
  });

  it('only reads: every request is a GET, a List or a Describe', async () => {
    const look = ({ requests }: AwsStub) => {
      expect(requests.length).toBeGreaterThan(8);
      for (const { operation } of requests) expect(operation).toMatch(/^$|^(List|Describe|Get)/);
    };
    await examine({ settings: { texts: TEXTS }, needs: { secrets: ['warehouse'] }, look });
  });
});

describe('the account', () => {
  it.each([
    ['SES sending', { EnforcementStatus: 'SHUTDOWN' }, 'broken', 'AWS has paused the account'],
    ['SES sending', { SendingEnabled: false }, 'broken', 'turned off'],
    ['SES sending', { EnforcementStatus: 'PROBATION' }, 'missing', 'under review'],
    [
      'SES quota',
      { SendQuota: { Max24HourSend: 1000, MaxSendRate: 10, SentLast24Hours: 900 } },
      'missing',
      'Nearly used up',
    ],
    [
      'SES quota',
      { SendQuota: { Max24HourSend: -1, MaxSendRate: 10, SentLast24Hours: 900 } },
      'ok',
      'without limit',
    ],
    [
      'SES sandbox',
      { ProductionAccessEnabled: false, Details: { ReviewDetails: { Status: 'PENDING' } } },
      'broken',
      'stands at PENDING',
    ],
  ])('%s with %o is %s', async (name, more, status, detail) => {
    expect(await find(name, { account: withAccount(more) })).toMatchObject({
      status,
      detail: expect.stringContaining(detail),
    });
  });

  it('may stay in the sandbox at a stage for trying things out', async () => {
    const account = withAccount({ ProductionAccessEnabled: false });
    expect(await find('SES sandbox', { account, settings: { stage: 'dev' } })).toMatchObject({
      status: 'missing',
    });
  });

  it('names the campaigns whose pace is more than it may send', async () => {
    const paces = [
      { campaign: 'slow', perMinute: 700 },
      { campaign: 'fast', perMinute: 800 },
      { campaign: 'large', perDay: 60_000 },
    ];
    expect(await find('SES quota', { needs: { paces } })).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('the pace of fast, large'),
    });
  });
});

describe('the warm-up', () => {
  const from = { year: 2026, month: 3, day: 1 };
  const warmUp = (firstDay: number) => ({
    timeZone: 'Europe/Berlin',
    rules: { from, mails: { kind: 'growth' as const, firstDay, growth: 2 } },
  });

  it.each([
    [200, 'ok', 'day 3, 800 promotional mails'],
    [20_000, 'missing', 'day 3, 80,000 promotional mails, of which the quota of 50,000'],
  ])('of %i on the first day is %s by the account’s quota', async (firstDay, status, detail) => {
    expect(await find('Warm-up', { needs: { warmUp: warmUp(firstDay) } })).toMatchObject({
      status,
      detail: expect.stringContaining(detail),
    });
  });
});

describe('what AWS answers otherwise', () => {
  it.each([
    ['an answer of an unknown shape', { SendingEnabled: 'yes' }],
    ['TooManyRequestsException', refused('TooManyRequestsException', 429)],
    ['HTTP 502', { status: 502, body: '<html>Bad gateway</html>' }],
  ])('leaves the account unknown: %s', async (code, answer) => {
    expect(await find('SES account', { account: { ...HEALTHY_ACCOUNT, account: answer } })).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining(code),
    });
  });

  it('is no finding of an absent record where the endpoint is not reached at all', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const endpoint = 'http://127.0.0.1:9';
    const connected = await connectAws({ endpoint, credentials, region: 'eu-central-1' });
    if ('fault' in connected) throw new Error(connected.fault.detail);
    expect(await connected.aws.mail.account()).toEqual({ status: 'failed', code: expect.any(String) });
    expect(await connected.aws.secrets('a')).toEqual({ status: 'failed', code: 'ECONNREFUSED' });
  });
});

describe('the domain', () => {
  it('is deployed first, where SES does not know it', async () => {
    const { 'identities/shop.example': _, ...account } = HEALTHY_ACCOUNT;
    expect(await find('SES identity', { account })).toMatchObject({
      status: 'broken',
      mend: ['npx cdk deploy Perennial-prod-State -c stage=prod'],
    });
  });

  it('takes the key itself for a CNAME that the DNS host flattened', async () => {
    const key = { 'bbb._domainkey.shop.example': ['p=MIIBIjANBgkqhkiG9w0B'] };
    const { 'bbb._domainkey.shop.example': _, ...cname } = HEALTHY_DNS.cname;
    expect(await find('DKIM', { dns: { ...withDns(key), cname } })).toMatchObject({ status: 'ok' });
    expect(await find('DKIM', { dns: { ...HEALTHY_DNS, cname } })).toMatchObject({
      status: 'broken',
      mend: ['bbb._domainkey.shop.example CNAME bbb.dkim.amazonses.com'],
    });
  });

  it('does not miss a record that a resolver failed on', async () => {
    const failing = ['aaa._domainkey.shop.example', 'bounce.shop.example', '_dmarc.shop.example'];
    const findings = await examine({ dns: { ...HEALTHY_DNS, failing } });
    for (const name of ['DKIM', 'MAIL FROM', 'DMARC of'])
      expect(findings.find((each) => each.name.startsWith(name))).toMatchObject({
        status: 'missing',
        detail: expect.stringMatching(/did not answer/),
      });
    expect(findings.flatMap(({ mend = [] }) => mend)).toEqual([]);
  });

  it.each([
    [{ Status: 'FAILED' }, 'broken', 'SES says FAILED'],
    [{ SigningEnabled: false }, 'broken', 'not signed'],
    [{ CurrentSigningKeyLength: 'RSA_1024_BIT' }, 'missing', '1,024 bits'],
  ])('signs with %o as %s', async (more, status, detail) => {
    const account = withIdentity({ DkimAttributes: { ...IDENTITY.DkimAttributes, ...more } });
    expect(await find('DKIM', { account })).toMatchObject({
      status,
      detail: expect.stringContaining(detail),
    });
  });

  it('looks for a key of the owner’s by its selector', async () => {
    const DkimAttributes = {
      ...IDENTITY.DkimAttributes,
      Tokens: ['own'],
      SigningAttributesOrigin: 'EXTERNAL',
    };
    const account = withIdentity({ DkimAttributes });
    expect(await find('DKIM', { account })).toMatchObject({
      status: 'broken',
      mend: [expect.stringMatching(/^own\._domainkey\.shop\.example TXT "v=DKIM1;/)],
    });
    const dns = withDns({ 'own._domainkey.shop.example': ['v=DKIM1; k=rsa; p=MIIBIjANBg'] });
    expect(await find('DKIM', { account, dns })).toMatchObject({ status: 'ok' });
  });

  it('loses mail for want of a MAIL FROM record only where SES is told to refuse it', async () => {
    const dns = { ...HEALTHY_DNS, mx: {} };
    expect(await find('MAIL FROM', { dns })).toMatchObject({ status: 'missing' });
    const MailFromAttributes = { ...IDENTITY.MailFromAttributes, BehaviorOnMxFailure: 'REJECT_MESSAGE' };
    expect(await find('MAIL FROM', { dns, account: withIdentity({ MailFromAttributes }) })).toMatchObject({
      status: 'broken',
    });
  });
});

describe('the feedback', () => {
  const destinations = 'configuration-sets/kettle-mail/event-destinations';
  const [destination] = HEALTHY_ACCOUNT[destinations].EventDestinations;

  it.each([
    [
      'another bus',
      { EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-central-1:1:event-bus/mine' } },
      'broken',
    ],
    ['no complaints', { MatchingEventTypes: ['BOUNCE', 'SEND'] }, 'broken'],
    ['nothing but what is vital', { MatchingEventTypes: ['BOUNCE', 'COMPLAINT'] }, 'missing'],
    ['a destination that is off', { Enabled: false }, 'broken'],
  ])('through %s is %o', async (_, more, status) => {
    const account = {
      ...HEALTHY_ACCOUNT,
      [destinations]: { EventDestinations: [{ ...destination, ...more }] },
    };
    expect(await find('SES events', { account })).toMatchObject({ status });
  });

  it('is lost where the rule is off or is of another configuration set', async () => {
    const [rule] = HEALTHY_ACCOUNT.ListRules.Rules;
    const off = { ...HEALTHY_ACCOUNT, ListRules: { Rules: [{ ...rule, State: 'DISABLED' }] } };
    expect(await find('Rule', { account: off })).toMatchObject({
      status: 'broken',
      mend: ['aws events enable-rule --name Perennial-prod-Pipeline-FeedbackMailEvents-1'],
    });
    const pattern = rule.EventPattern.replace('kettle-mail', 'former-set');
    const other = { ...HEALTHY_ACCOUNT, ListRules: { Rules: [{ ...rule, EventPattern: pattern }] } };
    expect(await find('Rule', { account: other })).toMatchObject({ status: 'broken' });
  });
});

describe('texts', () => {
  const withPool = (more: object) => ({
    ...HEALTHY_ACCOUNT,
    DescribePools: { Pools: [{ ...HEALTHY_ACCOUNT.DescribePools.Pools[0], ...more }] },
  });
  const settings = { texts: TEXTS };

  it('are missed where campaigns send them and the settings do not', async () => {
    expect(await find('Texts', { needs: { textCampaigns: ['payment-reminder'] } })).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('payment-reminder'),
    });
  });

  it('cannot come from what is not active', async () => {
    expect(await find('Texts: pool/', { settings, account: withPool({ Status: 'CREATING' }) })).toMatchObject(
      {
        status: 'broken',
        detail: expect.stringContaining('CREATING'),
      },
    );
  });

  it('need two-way texting where STOP is left to Perennial', async () => {
    const off = { TwoWayEnabled: false, TwoWayChannelArn: undefined };
    expect(await find('Texts: replies', { settings, account: withPool(off) })).toMatchObject({
      status: 'missing',
    });
    const ours = withPool({ ...off, SelfManagedOptOutsEnabled: true });
    expect(await find('Texts: replies', { settings, account: ours })).toMatchObject({
      status: 'broken',
      mend: [expect.stringContaining('update-pool --pool-id pool-1')],
    });
  });

  it('go to no country where the protect configuration blocks them all', async () => {
    const account = {
      ...HEALTHY_ACCOUNT,
      GetProtectConfigurationCountryRuleSet: { CountryRuleSet: { DE: { ProtectStatus: 'BLOCK' } } },
    };
    expect(await find('Texts: protect', { settings, account })).toMatchObject({ status: 'broken' });
  });
});
