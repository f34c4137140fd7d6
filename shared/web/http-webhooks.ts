import { type LookupAddress, lookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { CallOutcome, OutgoingCall, Webhooks } from '../ports.ts';
import { type AddressKind, addressKind } from './address-guard.ts';

interface HttpWebhooksOptions {
  /** Whether receivers on this machine may be called: never in a function on AWS, whose own runtime answers there. */
  readonly allowsLoopback: boolean;
}

/** Of an answer; the rest is not even read. */
const MOST_BYTES = 65_536;

class NotAllowedError extends Error {
  readonly code = 'EADDRESS';
}

/**
 * Calls over HTTP. The name is looked up once, and the connection goes to the very address that was judged; `fetch` would look it up
 * again, and another answer then ("DNS rebinding") would lead past the judgement. No redirect is followed, and no answer is kept.
 */
export function createHttpWebhooks({ allowsLoopback }: HttpWebhooksOptions): Webhooks {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return {
    post: async (call) => {
      const isAllowed = (kind: AddressKind): boolean =>
        kind === 'public' ||
        (kind === 'private' && call.allowsPrivateAddress) ||
        (kind === 'loopback' && allowsLoopback);
      const { hostname } = new URL(call.url);
      const literal = hostname.replace(/^\[|\]$/g, '');
      // No name is looked up for an address.
      if (isIP(literal) !== 0 && !isAllowed(addressKind(literal))) return notAllowed();
      try {
        return await exchange(call, agents, guardedLookup(isAllowed));
      } catch (error) {
        if (error instanceof NotAllowedError) return notAllowed();
        return { status: 'unreachable', reason: reasonOf(error) };
      }
    },
  };
}

const notAllowed = (): CallOutcome => ({ status: 'not-allowed', reason: 'address-not-allowed' });

/** A lookup that fails where any of the addresses is not allowed: a name that leads to both is not to be trusted with either. */
const guardedLookup =
  (isAllowed: (kind: AddressKind) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
      if (error !== null) return callback(error, []);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowed(addressKind(address))))
        return callback(new NotAllowedError('address not allowed'), []);
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };

function exchange(
  call: OutgoingCall,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent },
  lookupAddress: LookupFunction,
): Promise<CallOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<CallOutcome>();
  const isSecure = call.url.startsWith('https:');
  const body = Buffer.from(call.body, 'utf8');
  const options = {
    method: 'POST',
    headers: { ...call.headers, 'content-length': String(body.length) },
    lookup: lookupAddress,
    // The whole call, connection and answer included.
    signal: AbortSignal.timeout(call.timeoutMs),
  };
  let outcome: CallOutcome | undefined;
  // Whatever becomes of the rest of an answer, it is its status.
  const settle = (error: Error): void => (outcome === undefined ? reject(error) : resolve(outcome));
  const answered = (response: IncomingMessage): void => {
    const httpStatus = response.statusCode ?? 0;
    const retryAfter = response.headers['retry-after'];
    const answer: CallOutcome = {
      status: 'answered',
      httpStatus,
      ...(retryAfter !== undefined && { retryAfter }),
    };
    outcome = answer;
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) response.destroy();
    });
    response.on('error', settle);
    response.on('close', () => resolve(answer));
  };
  const request = isSecure
    ? requestHttps(call.url, { ...options, agent: agents.https }, answered)
    : requestHttp(call.url, { ...options, agent: agents.http }, answered);
  request.on('error', settle);
  request.end(body);
  return promise;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  return 'code' in error ? String(error.code) : 'no answer';
}
