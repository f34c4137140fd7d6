import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { PerennialError } from '../../../shared/perennial-error.ts';

export interface HttpServer {
  readonly port: number;
  /** Stops taking requests and lets those in hand finish, though not for ever. */
  close(): Promise<void>;
}

/** After this long what is still connected is cut off: browsers keep connections in reserve on which they never ask for anything. */
const GRACE_MS = 2_000;

interface ServeOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** This machine only, unless told. */
  readonly hostname?: string;
}

function describeListenError(error: NodeJS.ErrnoException, port: number): PerennialError {
  const taken = error.code === 'EADDRINUSE';
  return new PerennialError(taken ? 'LOCAL.PORT_TAKEN' : 'LOCAL.PORT', {
    message: taken
      ? `Port ${port} is taken by another program. Stop it, or choose another port with --port.`
      : `Port ${port} cannot be listened on (${error.code ?? error.message}). Choose another one with --port.`,
    details: { port },
    cause: error,
  });
}

/** Serves an app over HTTP. Throws `LOCAL.PORT_TAKEN` or `LOCAL.PORT`. */
export async function serveHttp(
  app: Hono<{ Bindings: HttpBindings }>,
  options: ServeOptions,
): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch: app.fetch });
  const listening = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    listening.reject(describeListenError(error, options.port));
  });
  server.listen(options.port, options.hostname ?? '127.0.0.1', () => listening.resolve());
  await listening.promise;
  const address: AddressInfo | string | null = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        if (!('closeIdleConnections' in server)) return;
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
      }),
  };
}
