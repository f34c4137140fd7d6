import { describe, expect, it } from 'vitest';
import { judgeAlignment } from '../../../cli/doctor/aws/judge-alignment.ts';
import { judgeDmarc } from '../../../cli/doctor/aws/judge-dmarc.ts';
import { dmarcInForce } from '../../../cli/doctor/dns/dmarc-in-force.ts';
import { isDmarc, parseDmarc } from '../../../cli/doctor/dns/dmarc-record.ts';
import { readDmarcWalk } from '../../../cli/doctor/dns/dmarc-walk.ts';
import { organizationalDomain } from '../../../cli/doctor/dns/organizational-domain.ts';
import { readReportConsents } from '../../../cli/doctor/dns/report-consents.ts';
import { dnsOf } from '../../support/dns-table.ts';

const REPORTS = 'rua=mailto:dmarc@shop.example';

/** By domain, the records at its `_dmarc`. */
const walkOf = async (
  from: string,
  records: Readonly<Record<string, readonly string[]>>,
  failing: readonly string[] = [],
) => {
  const txt = Object.fromEntries(Object.entries(records).map(([name, texts]) => [`_dmarc.${name}`, texts]));
  return await readDmarcWalk(dnsOf({ txt, failing: failing.map((name) => `_dmarc.${name}`) }), from);
};

describe('a DMARC record', () => {
  it('holds what its tags do not say', () => {
    expect(parseDmarc('v=DMARC1; p=Quarantine')).toEqual({
      policy: 'quarantine',
      subdomainPolicy: 'quarantine',
      dkimAlignment: 'relaxed',
      spfAlignment: 'relaxed',
      reportsTo: [],
      publicSuffix: 'u',
      ignored: [],
    });
  });

  it('reads every tag that counts here, with spaces where they may be', () => {
    expect(
      parseDmarc(
        'v = DMARC1 ;p=reject; sp = none;adkim=s; aspf = s ;rua=mailto:a@x.example, mailto:b@x.example!10m; psd=n;',
      ),
    ).toEqual({
      policy: 'reject',
      subdomainPolicy: 'none',
      dkimAlignment: 'strict',
      spfAlignment: 'strict',
      reportsTo: ['mailto:a@x.example', 'mailto:b@x.example!10m'],
      publicSuffix: 'n',
      ignored: [],
    });
  });

  it('names the tags whose value says nothing', () => {
    expect(parseDmarc('v=DMARC1; p=monitor; adkim=yes').ignored).toEqual(['p', 'adkim']);
    expect(parseDmarc('v=DMARC1').ignored).toEqual(['p']);
  });

  it('is one by its first tag alone', () => {
    expect(isDmarc('v=DMARC1; p=none')).toBe(true);
    expect(isDmarc('p=none; v=DMARC1')).toBe(false);
    expect(isDmarc('v=dmarc1; p=none')).toBe(false);
    expect(isDmarc('v=DMARC12; p=none')).toBe(false);
  });
});

describe('the DMARC of the From domain', () => {
  it('is its own record, where it has one', async () => {
    const walk = await walkOf('mail.shop.example', {
      'mail.shop.example': [`v=DMARC1; p=reject; ${REPORTS}`],
      'shop.example': ['v=DMARC1; p=none'],
    });
    expect(judgeDmarc(walk)).toMatchObject({ status: 'ok', detail: expect.stringMatching(/^p=reject/) });
    expect(organizationalDomain(walk)).toBe('shop.example');
  });

  it('is the policy for subdomains of the organizational domain, where it has none', async () => {
    const walk = await walkOf('mail.shop.example', {
      'shop.example': [`v=DMARC1; p=reject; sp=quarantine; ${REPORTS}`],
    });
    expect(judgeDmarc(walk)).toMatchObject({
      status: 'ok',
      detail: expect.stringMatching(/^p=quarantine.*by the record of shop\.example/),
    });
  });

  it('does not come from a domain between, which is neither its own nor the organizational one', async () => {
    const walk = await walkOf('a.mail.shop.example', {
      'mail.shop.example': ['v=DMARC1; p=reject'],
      'shop.example': ['v=DMARC1; p=none'],
    });
    expect(dmarcInForce(walk)?.domain).toBe('shop.example');
  });

  it('ends at a public suffix that says so', async () => {
    const walk = await walkOf('mail.shop.co.example', {
      'co.example': ['v=DMARC1; p=reject; psd=y'],
      example: ['v=DMARC1; p=reject'],
    });
    expect(organizationalDomain(walk)).toBe('shop.co.example');
  });

  it('says which record to make where there is none', async () => {
    expect(judgeDmarc(await walkOf('shop.example', {}))).toMatchObject({
      status: 'broken',
      mend: ['_dmarc.shop.example TXT "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"'],
    });
  });

  it('is broken where there are two, or the policy cannot be read', async () => {
    const two = await walkOf('shop.example', { 'shop.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] });
    expect(judgeDmarc(two)).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('more than one'),
    });
    const odd = await walkOf('shop.example', { 'shop.example': ['v=DMARC1; p=monitor'] });
    expect(judgeDmarc(odd)).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('no valid p'),
    });
  });

  it('is not called missing where the resolver failed', async () => {
    const walk = await walkOf('mail.shop.example', { 'shop.example': ['v=DMARC1; p=none'] }, [
      'mail.shop.example',
    ]);
    expect(judgeDmarc(walk)).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('not known'),
    });
  });

  it('lacks something where nobody reads the reports', async () => {
    const walk = await walkOf('shop.example', { 'shop.example': ['v=DMARC1; p=none'] });
    expect(judgeDmarc(walk)).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('rua=mailto:'),
    });
  });

  it('walks a long name from its last seven labels on', async () => {
    const walk = await walkOf('a.b.c.d.e.f.g.h.i.example', {});
    expect(walk.map(({ domain }) => domain).slice(0, 2)).toEqual([
      'a.b.c.d.e.f.g.h.i.example',
      'd.e.f.g.h.i.example',
    ]);
    expect(walk).toHaveLength(8);
  });
});

describe('reports that go to somebody else', () => {
  const record =
    'v=DMARC1; p=none; rua=mailto:a@reports.example, mailto:dmarc@mail.shop.example,https://x.example';
  const judge = async (consents: Parameters<typeof dnsOf>[0]) => {
    const dns = dnsOf({ ...consents, txt: { '_dmarc.shop.example': [record], ...consents.txt } });
    const walk = await readDmarcWalk(dns, 'shop.example');
    return judgeDmarc(walk, await readReportConsents(dns, walk));
  };
  const name = 'shop.example._report._dmarc.reports.example';

  it('need the word of its owner, and those within the own domain do not', async () => {
    expect(await judge({ txt: { [name]: ['v=DMARC1;'] } })).toMatchObject({ status: 'ok' });
    expect(await judge({})).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('reports.example has not said'),
      mend: [`${name} TXT "v=DMARC1"`],
    });
  });

  it('are not called refused where the resolver failed', async () => {
    expect(await judge({ failing: [name] })).toMatchObject({ status: 'ok' });
  });
});

describe('the alignment with the From domain', () => {
  const align = (record: string, more: { signedBy?: string; mailFromDomain?: string; fromDomain?: string }) =>
    judgeAlignment({
      fromDomain: 'shop.example',
      organizational: 'shop.example',
      dmarc: { domain: 'shop.example', record: parseDmarc(record) },
      ...more,
    });
  const both = { signedBy: 'shop.example', mailFromDomain: 'bounce.shop.example' };

  it.each([
    [
      'v=DMARC1; p=none',
      {},
      'ok',
      'DKIM by d=shop.example (relaxed) and SPF by bounce.shop.example (relaxed)',
    ],
    ['v=DMARC1; p=none; aspf=s', {}, 'ok', 'SPF by bounce.shop.example (strict) does not count'],
    ['v=DMARC1; p=none; adkim=s', { fromDomain: 'news.shop.example' }, 'missing', 'Take adkim=s out'],
    [
      'v=DMARC1; p=none; adkim=s; aspf=s',
      { fromDomain: 'news.shop.example' },
      'broken',
      'every mail fails DMARC',
    ],
    ['v=DMARC1; p=none', { signedBy: 'other.example' }, 'missing', 'breaks where mail is forwarded'],
  ])('by %s and %o is %s', (record, more, status, detail) => {
    expect(align(record, { ...both, ...more })).toMatchObject({
      status,
      detail: expect.stringContaining(detail),
    });
  });

  it('hangs on DKIM alone under the MAIL FROM of SES', () => {
    expect(align('v=DMARC1; p=none', { signedBy: 'shop.example' })).toMatchObject({
      status: 'ok',
      detail: 'DKIM by d=shop.example (relaxed) carries it; SPF by amazonses.com (relaxed) does not count',
    });
  });
});
