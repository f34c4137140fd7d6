import { type DmarcRecord, isDmarc, parseDmarc } from './dmarc-record.ts';
import type { Dns } from './dns.ts';

/** A longer name is not walked label by label (RFC 9989 section 4.10). */
const MOST_LABELS = 8;

/** What stands at `_dmarc` of one domain. */
export interface DmarcStep {
  readonly domain: string;
  readonly found:
    | { readonly status: 'record'; readonly text: string; readonly record: DmarcRecord }
    | { readonly status: 'none' }
    /** Receivers then go by none of them. */
    | { readonly status: 'several' }
    | { readonly status: 'failed'; readonly reason: string };
}

/**
 * What DMARC says from a domain up to its top level, the domain itself first: the tree walk of RFC 9989 section 4.10, which
 * needs no list of public suffixes. It ends at a record that says `psd=n` or `psd=y`.
 */
export async function readDmarcWalk(dns: Dns, domain: string): Promise<readonly DmarcStep[]> {
  const steps: DmarcStep[] = [];
  for (const name of namesFrom(domain)) {
    const step = await readStep(dns, name);
    steps.push(step);
    if (step.found.status === 'record' && step.found.record.publicSuffix !== 'u') break;
  }
  return steps;
}

async function readStep(dns: Dns, domain: string): Promise<DmarcStep> {
  const answer = await dns.txt(`_dmarc.${domain}`);
  if (answer.status === 'failed') return { domain, found: answer };
  const texts = answer.status === 'found' ? answer.records.filter(isDmarc) : [];
  const [text, ...others] = texts;
  if (text === undefined) return { domain, found: { status: 'none' } };
  if (others.length > 0) return { domain, found: { status: 'several' } };
  return { domain, found: { status: 'record', text, record: parseDmarc(text) } };
}

function namesFrom(domain: string): readonly string[] {
  const labels = domain.split('.');
  const names = labels.map((_, start) => labels.slice(start).join('.'));
  if (labels.length <= MOST_LABELS) return names;
  return [domain, ...names.slice(labels.length - MOST_LABELS + 1)];
}
