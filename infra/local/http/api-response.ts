import * as z from 'zod';

const structuredSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** What the gateway itself answers with. */
export const gatewayError = (status: number, message: string): Response =>
  Response.json({ message }, { status });

export const internalServerError = (): Response => gatewayError(500, 'Internal Server Error');

/** Statuses that may carry no body. */
const EMPTY_STATUSES = new Set([204, 205, 304]);

/**
 * Turns what a function returned into the HTTP API's response, payload format 2.0: with a `statusCode`, as it says;
 * without, the value itself as JSON. A malformed one is a 500.
 */
export function createApiResponse(result: unknown): Response {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  }
  const parsed = structuredSchema.safeParse(result);
  if (!parsed.success) return internalServerError();
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const responseHeaders = new Headers();
  for (const [name, value] of Object.entries(headers ?? {})) responseHeaders.set(name, String(value));
  for (const cookie of cookies ?? []) responseHeaders.append('set-cookie', cookie);
  if (EMPTY_STATUSES.has(statusCode)) {
    return new Response(null, { status: statusCode, headers: responseHeaders });
  }
  if (!responseHeaders.has('content-type')) responseHeaders.set('content-type', 'text/plain;charset=UTF-8');
  const content = isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? '');
  return new Response(content, { status: statusCode, headers: responseHeaders });
}
