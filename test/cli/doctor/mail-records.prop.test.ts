import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeDmarc } from '../../../cli/doctor/aws/judge-dmarc.ts';
import { judgeSpf } from '../../../cli/doctor/aws/judge-spf.ts';
import { isDmarc, parseDmarc } from '../../../cli/doctor/dns/dmarc-record.ts';
import { readDmarcWalk } from '../../../cli/doctor/dns/dmarc-walk.ts';
import { countLookups } from '../../../cli/doctor/dns/spf-faults.ts';
import { parseSpf } from '../../../cli/doctor/dns/spf-record.ts';
import { readSpfTree } from '../../../cli/doctor/dns/spf-tree.ts';
import { dnsOf } from '../../support/dns-table.ts';

const junk = fc.string({ unit: 'binary', maxLength: 120 });
const spfTerm = fc.oneof(
  fc.constantFrom(
    'a',
    'mx',
    '-all',
    '+all',
    'ptr',
    'include:shop.example',
    'redirect=shop.example',
    'exists:%{i}.x',
  ),
  junk,
);
const spf = fc.array(spfTerm, { maxLength: 15 }).map((terms) => `v=spf1 ${terms.join(' ')}`);
const dmarcTag = fc.oneof(
  fc.constantFrom('p=none', 'p=reject', 'sp=quarantine', 'adkim=s', 'psd=y', 'psd=n', 'rua=', '=', ';;'),
  junk,
);
const dmarc = fc.array(dmarcTag, { maxLength: 8 }).map((tags) => `v=DMARC1;${tags.join(';')}`);

describe('records that anybody could have written', () => {
  it('never keep SPF from being judged, and no check takes lookups without end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(spf, junk), async (text) => {
        parseSpf(text);
        const tree = await readSpfTree(dnsOf({ txt: { 'shop.example': [text] } }), 'shop.example');
        expect(judgeSpf(tree).detail).not.toBe('');
        expect(countLookups(tree)).toBeLessThan(1000);
      }),
    );
  });

  it('never keep DMARC from being judged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(dmarc, junk), { maxLength: 3 }), async (texts) => {
        for (const text of texts) expect(parseDmarc(text).policy).toMatch(/^(none|quarantine|reject)$/);
        const dns = dnsOf({ txt: { '_dmarc.mail.shop.example': texts, '_dmarc.shop.example': texts } });
        const { status } = judgeDmarc(await readDmarcWalk(dns, 'mail.shop.example'));
        expect(['ok', 'missing', 'broken']).toContain(status);
        // Two records, or none, are never a policy.
        if (texts.filter(isDmarc).length !== 1) expect(status).toBe('broken');
      }),
    );
  });
});
