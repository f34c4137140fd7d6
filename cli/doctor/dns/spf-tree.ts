import type { Dns } from './dns.ts';
import { isSpf, parseSpf, type SpfRecord } from './spf-record.ts';

/** Once past the limit of 10 (RFC 7208 section 4.6.4) there is nothing left to learn. */
const ENOUGH_LOOKUPS = 30;

/** The SPF record of a domain and of those that it leads to. */
export interface SpfTree {
  readonly domain: string;
  readonly found:
    | { readonly status: 'record'; readonly text: string; readonly record: SpfRecord }
    | { readonly status: 'none' }
    | { readonly status: 'several'; readonly texts: readonly string[] }
    | { readonly status: 'failed'; readonly reason: string };
  /** What `include` and `redirect` lead to. */
  readonly below: readonly SpfTree[];
}

/** Reads a domain's SPF record and follows it. Domains with macros are not followed: they depend on the mail. */
export async function readSpfTree(dns: Dns, domain: string): Promise<SpfTree> {
  let asked = 0;

  async function read(name: string): Promise<SpfTree> {
    const answer = await dns.txt(name);
    if (answer.status === 'failed') return { domain: name, found: answer, below: [] };
    const texts = answer.status === 'found' ? answer.records.filter(isSpf) : [];
    const [text, ...others] = texts;
    if (text === undefined) return { domain: name, found: { status: 'none' }, below: [] };
    if (others.length > 0) return { domain: name, found: { status: 'several', texts }, below: [] };
    const record = parseSpf(text);
    const below: SpfTree[] = [];
    for (const next of leadsTo(record)) {
      asked += 1;
      if (asked <= ENOUGH_LOOKUPS) below.push(await read(next));
    }
    return { domain: name, found: { status: 'record', text, record }, below };
  }

  return await read(domain);
}

function leadsTo(record: SpfRecord): readonly string[] {
  if (record.status === 'malformed') return [];
  const { mechanisms, redirect } = record;
  const included = mechanisms.flatMap(({ kind, value }) =>
    kind === 'include' && value !== undefined ? [value] : [],
  );
  const isFinal = mechanisms.some(({ kind }) => kind === 'all');
  return [...included, ...(redirect !== undefined && !isFinal ? [redirect] : [])].filter(
    (name) => !name.includes('%'),
  );
}
