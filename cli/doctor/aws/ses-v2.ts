import type { SESClient } from '@aws-sdk/client-ses';
import type * as z from 'zod';
import { awsFaultOf } from '../../../shared/aws/aws-error.ts';
import { type Answer, refusalOf } from './answer.ts';

const TIMEOUT_MS = 10_000;

/** Reads one resource of the API: its path, the shape of its JSON, and the IAM action that it needs. */
export type ReadSes = <Shape extends z.ZodType>(
  path: readonly string[],
  shape: Shape,
  action: string,
) => Promise<Answer<z.output<Shape>>>;

/**
 * Reads version 2 of the SES API, which alone knows of the sandbox, of reviews and of event destinations on EventBridge. It has
 * host, signing name and credentials in common with version 1, so its client signs, and only GET is needed.
 */
export function createSesV2(client: SESClient, endpoint?: string): ReadSes {
  return async (path, shape, action) => {
    try {
      const url = new URL(endpoint ?? `https://email.${await client.config.region()}.amazonaws.com`);
      url.pathname = `/v2/email/${path.map(encodeURIComponent).join('/')}`;
      const response = await fetch(url, {
        headers: await signedHeaders(client, url),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) return refusalOf(errorCodeOf(response), action);
      const parsed = shape.safeParse(body);
      return parsed.success
        ? { status: 'told', value: parsed.data }
        : { status: 'failed', code: 'an answer of an unknown shape' };
    } catch (cause) {
      return refusalOf(faultOf(cause), action);
    }
  };
}

async function signedHeaders(client: SESClient, url: URL): Promise<Record<string, string>> {
  const signer = await client.config.signer();
  const signed = await signer.sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host },
  });
  // `fetch` writes this one itself, the same.
  const { host: _, ...headers } = signed.headers;
  return headers;
}

/** `NotFoundException:http://...`, of which the first part counts. */
const errorCodeOf = (response: Response): string =>
  response.headers.get('x-amzn-errortype')?.split(':')[0] ?? `HTTP ${response.status}`;

/** `fetch` says only that it failed; its cause says by what. */
const faultOf = (cause: unknown): string =>
  awsFaultOf(cause instanceof TypeError && cause.cause instanceof Error ? cause.cause : cause).code;
