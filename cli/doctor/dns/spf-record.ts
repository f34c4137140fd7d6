/** One mechanism of an SPF record (RFC 7208 section 5). */
interface SpfMechanism {
  readonly kind: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
  readonly qualifier: '+' | '-' | '~' | '?';
  /** The domain or network after the colon. */
  readonly value?: string;
}

/** An SPF record as far as it is judged here. */
export type SpfRecord =
  | {
      readonly status: 'spf';
      readonly mechanisms: readonly SpfMechanism[];
      /** Whose record is asked where no mechanism matches; it has no say where there is an `all` (section 6.1). */
      readonly redirect?: string;
    }
  /** A receiver answers `permerror`, which is no pass (section 4.6). */
  | { readonly status: 'malformed'; readonly term: string };

const KINDS = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'] as const;
const QUALIFIERS = ['+', '-', '~', '?'] as const;
/** Those that say nothing without a domain or a network. */
const NEEDS_VALUE = new Set<string>(['include', 'ip4', 'ip6', 'exists']);

/** Whether a TXT record is one of SPF at all (section 4.5). */
export const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);

/** Reads an SPF record. Never throws: one that cannot be read is named by its first bad term. */
export function parseSpf(text: string): SpfRecord {
  const mechanisms: SpfMechanism[] = [];
  let redirect: string | undefined;
  for (const term of text.trim().split(/ +/).slice(1)) {
    const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/i.exec(term);
    if (modifier) {
      const [, name = '', value = ''] = modifier;
      if (name.toLowerCase() !== 'redirect') continue;
      if (redirect !== undefined || value === '') return { status: 'malformed', term };
      redirect = value.toLowerCase();
      continue;
    }
    const mechanism = readMechanism(term);
    if (mechanism === undefined) return { status: 'malformed', term };
    mechanisms.push(mechanism);
  }
  return { status: 'spf', mechanisms, ...(redirect !== undefined && { redirect }) };
}

function readMechanism(term: string): SpfMechanism | undefined {
  const [, sign = '', name = '', value = ''] = /^([+\-~?]?)([a-z0-9]+)(?:[:](.+)|\/.+)?$/i.exec(term) ?? [];
  const kind = KINDS.find((each) => each === name.toLowerCase());
  if (kind === undefined || (value === '' && NEEDS_VALUE.has(kind))) return undefined;
  if (kind === 'all' && term.length > sign.length + name.length) return undefined;
  const qualifier = QUALIFIERS.find((each) => each === sign) ?? '+';
  return { kind, qualifier, ...(value !== '' && { value: value.toLowerCase() }) };
}
