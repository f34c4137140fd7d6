import { describe, expect, it } from 'vitest';
import { createSystemDns } from '../../../cli/doctor/dns/system-dns.ts';
import { startDnsServer } from '../../support/dns-server.ts';

describe('the resolver of doctor', () => {
  it('reads records, and puts the strings of a long one together', async () => {
    await using server = await startDnsServer({
      'shop.example TXT': [['v=DKIM1; p=AAAA', 'BBBB'], 'v=spf1 -all'],
      'bounce.shop.example MX': ['feedback-smtp.EU-central-1.amazonses.com'],
      'a._domainkey.shop.example CNAME': ['a.dkim.amazonses.com'],
    });
    const dns = createSystemDns([server.address]);
    expect(await dns.txt('shop.example')).toEqual({
      status: 'found',
      records: ['v=DKIM1; p=AAAABBBB', 'v=spf1 -all'],
    });
    expect(await dns.mx('bounce.shop.example')).toEqual({
      status: 'found',
      records: [{ exchange: 'feedback-smtp.eu-central-1.amazonses.com', priority: 10 }],
    });
    expect(await dns.cname('a._domainkey.shop.example')).toEqual({
      status: 'found',
      records: ['a.dkim.amazonses.com'],
    });
  });

  it('tells a name without records from a server that failed', async () => {
    await using server = await startDnsServer({
      'empty.shop.example TXT': [],
      'failing.shop.example TXT': 'SERVFAIL',
    });
    const dns = createSystemDns([server.address]);
    expect(await dns.txt('nowhere.shop.example')).toEqual({ status: 'absent' });
    expect(await dns.txt('empty.shop.example')).toEqual({ status: 'absent' });
    expect(await dns.txt('failing.shop.example')).toEqual({ status: 'failed', reason: 'ESERVFAIL' });
  });

  it('takes a server that does not answer for a failure', async () => {
    await using server = await startDnsServer({ 'silent.shop.example TXT': 'silence' });
    const answer = await createSystemDns([server.address], 50).txt('silent.shop.example');
    expect(answer).toEqual({ status: 'failed', reason: 'ETIMEOUT' });
  });
});
