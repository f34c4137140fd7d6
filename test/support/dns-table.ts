import type { Dns, DnsAnswer, MxRecord } from '../../cli/doctor/dns/dns.ts';

/** Records by name; what is not there does not exist. */
interface DnsTable {
  readonly txt?: Readonly<Record<string, readonly string[]>>;
  readonly mx?: Readonly<Record<string, readonly string[]>>;
  readonly cname?: Readonly<Record<string, string>>;
  /** Names that the resolver fails on. */
  readonly failing?: readonly string[];
}

/** DNS out of a table. Each MX has the priority 10. */
export function dnsOf({ txt = {}, mx = {}, cname = {}, failing = [] }: DnsTable): Dns {
  function look<Entry>(name: string, records: readonly Entry[] | undefined): DnsAnswer<Entry> {
    if (failing.includes(name)) return { status: 'failed', reason: 'ESERVFAIL' };
    const [first, ...others] = records ?? [];
    return first === undefined ? { status: 'absent' } : { status: 'found', records: [first, ...others] };
  }
  return {
    txt: async (name) => look(name, txt[name]),
    mx: async (name) =>
      look<MxRecord>(
        name,
        mx[name]?.map((exchange) => ({ exchange, priority: 10 })),
      ),
    cname: async (name) => look(name, cname[name] === undefined ? undefined : [cname[name]]),
  };
}
