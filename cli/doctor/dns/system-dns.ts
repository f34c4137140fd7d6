import { Resolver } from 'node:dns/promises';
import type { Dns, DnsAnswer } from './dns.ts';

/** Milliseconds for one try at one server; Node doubles the wait with each try. */
const TIMEOUT_MS = 2000;
const TRIES = 2;

const NO_RECORD = new Set(['ENOTFOUND', 'ENODATA']);

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'UNKNOWN';

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** The resolvers that this machine is set to, or the ones given, as an IP address each, with a port where it is not 53. */
export function createSystemDns(servers: readonly string[] = [], timeoutMs = TIMEOUT_MS): Dns {
  const resolver = new Resolver({ timeout: timeoutMs, tries: TRIES });
  if (servers.length > 0) resolver.setServers(servers);

  async function answerOf<Entry>(asked: Promise<readonly Entry[]>): Promise<DnsAnswer<Entry>> {
    try {
      const [first, ...others] = await asked;
      return first === undefined ? { status: 'absent' } : { status: 'found', records: [first, ...others] };
    } catch (cause) {
      const code = codeOf(cause);
      return NO_RECORD.has(code) ? { status: 'absent' } : { status: 'failed', reason: code };
    }
  }

  return {
    txt: async (name) =>
      await answerOf(resolver.resolveTxt(name).then((records) => records.map((parts) => parts.join('')))),
    mx: async (name) =>
      await answerOf(
        resolver
          .resolveMx(name)
          .then((records) =>
            records.map(({ exchange, priority }) => ({ exchange: plain(exchange), priority })),
          ),
      ),
    cname: async (name) => await answerOf(resolver.resolveCname(name).then((records) => records.map(plain))),
  };
}
