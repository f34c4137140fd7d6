import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Handler } from './define-function.ts';
import { handlerStack } from './handler-stack.ts';

/** The parts of an API Gateway HTTP API event (payload format 2.0) that the handlers read. Header names are lower case. */
const httpEventSchema = z.object({
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  rawPath: z.string().default('/'),
  headers: z.record(z.string(), z.string().optional()).default({}),
  queryStringParameters: z.record(z.string(), z.string().optional()).default({}),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
});

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type HttpResponse =
  | { readonly status: number; readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: number; readonly html: string };

/** Handler of an HTTP API route. */
export const httpHandler = (
  name: string,
  handleRequest: (request: HttpRequest) => Promise<HttpResponse>,
): Handler =>
  handlerStack(name, httpEventSchema, async (event): Promise<APIGatewayProxyStructuredResultV2> => {
    const { body = '', isBase64Encoded } = event;
    const response = await handleRequest({
      method: event.requestContext.http.method,
      path: event.rawPath,
      headers: event.headers,
      query: event.queryStringParameters,
      body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    });
    const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    return 'html' in response
      ? {
          statusCode: response.status,
          headers: { ...headers, ...HTML_HEADERS },
          body: response.html,
        }
      : {
          statusCode: response.status,
          headers: { ...headers, 'content-type': 'application/json', ...response.headers },
          body: JSON.stringify(response.json),
        };
  });

const HTML_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};
