/** A DMARC record (RFC 9989 section 4.7), with what holds where a tag is not there. */
export interface DmarcRecord {
  readonly policy: DmarcPolicy;
  /** For mail of domains below the one that has the record. */
  readonly subdomainPolicy: DmarcPolicy;
  readonly dkimAlignment: Alignment;
  readonly spfAlignment: Alignment;
  /** Where aggregate reports go: URIs, as a rule `mailto:`. */
  readonly reportsTo: readonly string[];
  /** `y`: a public suffix; `n`: the organizational domain itself; `u`: not said. */
  readonly publicSuffix: 'y' | 'n' | 'u';
  /** Tags with a value that no receiver knows; it goes by what holds without the tag. */
  readonly ignored: readonly string[];
}

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';
export type Alignment = 'relaxed' | 'strict';

const POLICIES = ['none', 'quarantine', 'reject'] as const;

/** Whether a TXT record at `_dmarc` is one of DMARC at all: the version comes first, in capitals. */
export const isDmarc = (text: string): boolean => /^v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)/.test(text);

/** Reads a DMARC record. Never throws; unknown tags are passed over, as section 4.7 wants. */
export function parseDmarc(text: string): DmarcRecord {
  const tags = new Map<string, string>();
  for (const part of text.split(';').slice(1)) {
    const at = part.indexOf('=');
    if (at > 0) tags.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  const ignored: string[] = [];

  function choice<Value extends string>(tag: string, values: readonly Value[]): Value | undefined {
    const told = tags.get(tag);
    if (told === undefined) return undefined;
    const known = values.find((value) => value === told.toLowerCase());
    if (known === undefined) ignored.push(tag);
    return known;
  }

  const alignment = (tag: string): Alignment => (choice(tag, ['r', 's']) === 's' ? 'strict' : 'relaxed');
  const policy = choice('p', POLICIES) ?? 'none';
  if (!tags.has('p')) ignored.push('p');
  return {
    policy,
    subdomainPolicy: choice('sp', POLICIES) ?? policy,
    dkimAlignment: alignment('adkim'),
    spfAlignment: alignment('aspf'),
    reportsTo: (tags.get('rua') ?? '')
      .split(',')
      .map((uri) => uri.trim())
      .filter((uri) => uri !== ''),
    publicSuffix: choice('psd', ['y', 'n', 'u']) ?? 'u',
    ignored,
  };
}
