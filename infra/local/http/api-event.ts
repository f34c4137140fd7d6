import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { MatchedRoute } from './route-table.ts';

interface ApiEventOptions {
  readonly matched: MatchedRoute;
  readonly body: Uint8Array;
  readonly account: string;
  readonly sourceIp: string;
  readonly now: Instant;
}

/** These go to the function as text; all else, forms too, in base64. */
const TEXT_TYPES = /^(text\/|application\/(json|javascript|xml)\b)/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
function formatTime(now: Instant): string {
  const date = new Date(now);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}

function readQuery(url: URL): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    const earlier = values[name];
    values[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

/** A request as an HTTP API gives it to a function, payload format 2.0. */
export function createApiEvent(request: Request, options: ApiEventOptions): APIGatewayProxyEventV2 {
  const { matched, body, now } = options;
  const url = new URL(request.url);
  // Cookies are given apart, and only there.
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name !== 'cookie'));
  const cookies = request.headers.get('cookie')?.split(/;\s*/).filter(Boolean);
  const isText = TEXT_TYPES.test(request.headers.get('content-type') ?? 'text/plain');
  const queryStringParameters = readQuery(url);
  const hasPathParameters = Object.keys(matched.pathParameters).length > 0;
  const { routeKey, apiId } = matched.route;
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies !== undefined && { cookies }),
    headers,
    ...(queryStringParameters !== undefined && { queryStringParameters }),
    requestContext: {
      accountId: options.account,
      apiId,
      domainName: url.hostname,
      domainPrefix: url.hostname.split('.')[0] ?? '',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: options.sourceIp,
        userAgent: request.headers.get('user-agent') ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: formatTime(now),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64') }),
    ...(hasPathParameters && { pathParameters: matched.pathParameters }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}
