import type { HttpBindings } from '@hono/node-server';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Hono } from 'hono';
import type { Clock } from '../../../shared/ports.ts';
import type { RouteResource } from '../template/local-topology.ts';
import { createApiEvent } from './api-event.ts';
import { createApiResponse, gatewayError, internalServerError } from './api-response.ts';
import { createRouteTable } from './route-table.ts';

interface HttpApiOptions {
  readonly routes: readonly RouteResource[];
  readonly account: string;
  readonly clock: Clock;
  readonly invoke: (functionArn: string, event: APIGatewayProxyEventV2) => Promise<unknown>;
  readonly report: (routeKey: string, error: unknown) => void;
}

/** What an HTTP API takes. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Reads at most the limit; undefined where there is more. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `bindings` are the server's own; there are none where a test asks the app directly. */
const sourceIpOf = (bindings: Partial<HttpBindings> | undefined): string =>
  bindings?.incoming?.socket.remoteAddress ?? '127.0.0.1';

/**
 * The template's HTTP API as an app of its own: requests become payload format 2.0 events and results responses. What no
 * route takes goes on to whatever the caller mounts after it, and else is a 404.
 */
export function createHttpApi(options: HttpApiOptions): Hono<{ Bindings: HttpBindings }> {
  const findRoute = createRouteTable(options.routes);
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.notFound(() => gatewayError(404, 'Not Found'));
  app.use(async (context, next) => {
    const request = context.req.raw;
    const matched = findRoute(request.method, new URL(request.url).pathname);
    if (matched === undefined) return await next();
    const body = await readBody(request);
    if (body === undefined) return gatewayError(413, 'Request Entity Too Large');
    const event = createApiEvent(request, {
      matched,
      body,
      account: options.account,
      sourceIp: sourceIpOf(context.env),
      now: options.clock.now(),
    });
    try {
      return createApiResponse(await options.invoke(matched.route.functionArn, event));
    } catch (error) {
      options.report(matched.route.routeKey, error);
      return internalServerError();
    }
  });
  return app;
}
