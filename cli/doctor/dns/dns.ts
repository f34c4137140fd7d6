/** What a resolver says of one name and type. */
export type DnsAnswer<Entry> =
  | { readonly status: 'found'; readonly records: readonly [Entry, ...Entry[]] }
  /** NXDOMAIN, or a name without records of the type: the owner has made none. */
  | { readonly status: 'absent' }
  /** SERVFAIL, REFUSED, a timeout: nothing is known of the record. */
  | { readonly status: 'failed'; readonly reason: string };

export interface MxRecord {
  readonly exchange: string;
  readonly priority: number;
}

/** The domain name system, as far as mail is judged by it. Names have no dot at the end; answers neither. */
export interface Dns {
  /** The strings of each record put together, as RFC 7208 section 3.3 and RFC 6376 section 3.6.2.2 want. */
  txt(name: string): Promise<DnsAnswer<string>>;
  mx(name: string): Promise<DnsAnswer<MxRecord>>;
  cname(name: string): Promise<DnsAnswer<string>>;
}
