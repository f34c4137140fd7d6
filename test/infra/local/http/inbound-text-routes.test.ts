import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { addInboundTextRoutes } from '../../../../infra/local/http/inbound-text-routes.ts';
import { PerennialError } from '../../../../shared/perennial-error.ts';

function app() {
  const received: string[] = [];
  const routes = new Hono<{ Bindings: HttpBindings }>();
  addInboundTextRoutes(routes, async (from, body) => {
    received.push(`${from} ${body}`);
    return 'in-1';
  });
  routes.onError((error, context) =>
    context.text(error instanceof PerennialError ? `${error.code} ${error.message}` : 'unknown', 400),
  );
  const post = async (body: unknown) =>
    await routes.request('http://localhost/api/texts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { received, post };
}

describe('a made-up text', () => {
  it('comes in from a number, brought into its normal form', async () => {
    const { received, post } = app();
    const response = await post({ from: '+1 206-555-0123', body: 'STOP' });
    expect(await response.json()).toEqual({ id: 'in-1' });
    expect(received).toEqual(['+12065550123 STOP']);
  });

  it.each([
    [{ from: '0415 77889', body: 'STOP' }, 'E.164'],
    [{ from: '+1 77889', body: 'STOP' }, 'too short'],
    [{ from: '+12065550123', body: 'x'.repeat(1601) }, 'at most 1600'],
    [{ from: '+12065550123' }, 'Send {'],
  ])('is refused as %o, without its number in the message', async (text, message) => {
    const { received, post } = app();
    const answer = await (await post(text)).text();
    expect(answer).toContain('CONSOLE.BAD_TEXT');
    expect(answer).toContain(message);
    expect(answer).not.toContain('77889');
    expect(received).toEqual([]);
  });
});
