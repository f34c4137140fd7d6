import { describe, expect, it } from 'vitest';
import { judgeSpf } from '../../../cli/doctor/aws/judge-spf.ts';
import { includesDomain } from '../../../cli/doctor/dns/includes-domain.ts';
import { countLookups, spfFaults } from '../../../cli/doctor/dns/spf-faults.ts';
import { isSpf, parseSpf } from '../../../cli/doctor/dns/spf-record.ts';
import { readSpfTree } from '../../../cli/doctor/dns/spf-tree.ts';
import { dnsOf } from '../../support/dns-table.ts';

const DOMAIN = 'shop.example';
const tree = async (txt: Readonly<Record<string, readonly string[]>>) =>
  await readSpfTree(dnsOf({ txt }), DOMAIN);

describe('an SPF record', () => {
  it('reads mechanisms with their qualifiers, and passes over modifiers that it does not know', () => {
    expect(
      parseSpf('v=spf1 ip4:192.0.2.0/24 a/28 ?mx:mail.example ~include:_spf.Mail.example exp=e.example -ALL'),
    ).toEqual({
      status: 'spf',
      mechanisms: [
        { kind: 'ip4', qualifier: '+', value: '192.0.2.0/24' },
        { kind: 'a', qualifier: '+' },
        { kind: 'mx', qualifier: '?', value: 'mail.example' },
        { kind: 'include', qualifier: '~', value: '_spf.mail.example' },
        { kind: 'all', qualifier: '-' },
      ],
    });
  });

  it.each(['include', 'include:', 'ipv4:192.0.2.1', 'all:example.com', 'redirect=', 'https://mail.example'])(
    'names %s as no SPF',
    (term) => {
      expect(parseSpf(`v=spf1 ${term} -all`)).toEqual({ status: 'malformed', term });
    },
  );

  it('is one by its version alone', () => {
    expect(isSpf('v=spf1')).toBe(true);
    expect(isSpf('v=spf10 -all')).toBe(false);
    expect(isSpf('google-site-verification=v=spf1 ')).toBe(false);
  });
});

describe('the lookups of an SPF record', () => {
  it('count through what is included and redirected to', async () => {
    const found = await tree({
      [DOMAIN]: ['v=spf1 a mx include:one.example redirect=two.example'],
      'one.example': ['v=spf1 ip4:192.0.2.1 exists:%{i}.x.example include:three.example -all'],
      'two.example': ['v=spf1 include:amazonses.com ~all'],
      'three.example': ['v=spf1 ptr -all'],
      'amazonses.com': ['v=spf1 ip4:199.255.192.0/22 -all'],
    });
    expect(countLookups(found)).toBe(8);
    expect(includesDomain(found, 'amazonses.com')).toBe(true);
    expect(spfFaults(found)).toEqual([]);
  });

  it('leave out a redirect beside an all, which has no say', async () => {
    const found = await tree({ [DOMAIN]: ['v=spf1 -all redirect=two.example'] });
    expect(countLookups(found)).toBe(0);
  });

  it('may be ten and no more', async () => {
    const of = async (count: number) =>
      judgeSpf(await tree({ [DOMAIN]: [`v=spf1 ${'a:mail.example '.repeat(count)}-all`] }));
    expect(await of(10)).toMatchObject({ status: 'ok', detail: 'one record, 10 of 10 lookups' });
    expect(await of(11)).toMatchObject({ status: 'missing', detail: expect.stringContaining('11 lookups') });
  });

  it('end where records include each other in a circle', async () => {
    const found = await tree({ [DOMAIN]: [`v=spf1 include:${DOMAIN} -all`] });
    expect(spfFaults(found)).toEqual([expect.stringContaining('receivers give up after 10')]);
  });
});

describe('the SPF of the From domain', () => {
  it.each([
    ['v=spf1 +all', 'broken'],
    ['v=spf1 mx all', 'broken'],
    ['v=spf1 redirect=open.example', 'broken'],
    ['v=spf1 include:open.example -all', 'ok'],
    ['v=spf1 ?all', 'ok'],
    ['v=spf1 -all', 'ok'],
  ])('with %s is %s, for whether everybody may send', async (text, status) => {
    const found = await tree({ [DOMAIN]: [text], 'open.example': ['v=spf1 +all'] });
    expect(judgeSpf(found)).toMatchObject({ status });
  });

  it('may be absent, since receivers check that of the MAIL FROM domain', async () => {
    expect(judgeSpf(await tree({}))).toMatchObject({ status: 'ok' });
  });

  it('may not be there twice', async () => {
    const found = await tree({ [DOMAIN]: ['v=spf1 -all', 'other text', 'v=spf1 mx -all'] });
    expect(judgeSpf(found)).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('shop.example has 2 SPF records, and may have one'),
    });
  });

  it('names an include that leads nowhere', async () => {
    const found = await tree({ [DOMAIN]: ['v=spf1 include:gone.example -all'] });
    expect(judgeSpf(found).detail).toContain('gone.example, which it includes, has no SPF record');
  });

  it('is not called missing where the resolver failed', async () => {
    const found = await readSpfTree(dnsOf({ failing: [DOMAIN] }), DOMAIN);
    expect(judgeSpf(found)).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('not known'),
    });
  });
});
