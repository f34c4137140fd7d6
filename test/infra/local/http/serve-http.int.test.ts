import { once } from 'node:events';
import { connect } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../../../infra/local/http/serve-http.ts';

const app = new Hono<{ Bindings: HttpBindings }>().get('/', (context) => context.text('here'));

describe('the HTTP server', () => {
  it('serves on a port until it is closed', async () => {
    const server = await serveHttp(app, { port: 0 });
    const url = `http://127.0.0.1:${server.port}/`;
    expect(await (await fetch(url)).text()).toBe('here');
    await server.close();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('does not wait for a connection on which nobody asks for anything', async () => {
    const server = await serveHttp(app, { port: 0 });
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    await server.close();
    await ended;
  });

  it('says so where the port is taken', async () => {
    const server = await serveHttp(app, { port: 0 });
    await expect(serveHttp(app, { port: server.port })).rejects.toMatchObject({
      code: 'LOCAL.PORT_TAKEN',
      message: expect.stringContaining(`Port ${server.port}`),
    });
    await server.close();
  });
});
