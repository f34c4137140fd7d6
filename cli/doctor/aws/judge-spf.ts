import { letsEverybodySend } from '../dns/lets-everybody-send.ts';
import { countLookups, MOST_LOOKUPS, spfFaults } from '../dns/spf-faults.ts';
import type { SpfTree } from '../dns/spf-tree.ts';
import type { Finding } from '../finding.ts';

/**
 * The SPF record of the From domain. Receivers check SPF of the MAIL FROM domain (RFC 7208 section 2.4), so mails sent by SES
 * do not need it; what else is sent as the domain does, and a record that lets everybody send passes DMARC for forgers.
 */
export function judgeSpf(tree: SpfTree): Finding {
  const name = `SPF of ${tree.domain}`;
  const { found } = tree;
  if (found.status === 'failed')
    return { name, status: 'missing', detail: `not known: the resolver did not answer (${found.reason})` };
  if (found.status === 'none')
    return {
      name,
      status: 'ok',
      detail: 'no record, and none is needed: that of the MAIL FROM domain counts',
    };
  if (letsEverybodySend(tree)) {
    const detail =
      '+all lets everybody send in your name, and DMARC pass it. End the record with ~all or -all.';
    return { name, status: 'broken', detail };
  }
  const faults = spfFaults(tree);
  if (faults.length > 0) {
    const detail = `${faults.join('; ')}. Mails by SES pass by their MAIL FROM domain; what else you send as ${tree.domain} does not pass SPF.`;
    return { name, status: 'missing', detail };
  }
  const lookups = countLookups(tree);
  return { name, status: 'ok', detail: `one record, ${lookups} of ${MOST_LOOKUPS} lookups` };
}
