import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createHttpApi } from '../../../../infra/local/http/http-api.ts';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';

function setUp(result: unknown, routeKeys = ['POST /events', 'GET /u/{token}', 'ANY /files/{path+}']) {
  const events: APIGatewayProxyEventV2[] = [];
  const reported: string[] = [];
  const clock = createLocalClock();
  clock.holdAt(Date.parse('2020-03-12T19:03:58Z'));
  const app = createHttpApi({
    routes: routeKeys.map((routeKey) => ({ apiId: 'api-1', routeKey, functionArn: `function:${routeKey}` })),
    account: '000000000000',
    clock,
    report: (routeKey) => reported.push(routeKey),
    invoke: async (functionArn, event) => {
      events.push(event);
      return typeof result === 'function' ? result(functionArn) : result;
    },
  });
  return { app, events, reported };
}

describe('a request', () => {
  it('reaches the function as a payload 2.0 event', async () => {
    const { app, events } = setUp({ statusCode: 202 });
    await app.request('http://localhost/events?a=1&a=2&b=%20x', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Shop': 'one', cookie: 's=1; t=2' },
      body: '{"id":1}',
    });
    expect(events).toMatchObject([
      {
        version: '2.0',
        routeKey: 'POST /events',
        rawPath: '/events',
        rawQueryString: 'a=1&a=2&b=%20x',
        cookies: ['s=1', 't=2'],
        headers: { 'content-type': 'application/json', 'x-shop': 'one' },
        queryStringParameters: { a: '1,2', b: ' x' },
        requestContext: {
          accountId: '000000000000',
          apiId: 'api-1',
          http: { method: 'POST', path: '/events', sourceIp: '127.0.0.1' },
          stage: '$default',
          time: '12/Mar/2020:19:03:58 +0000',
          timeEpoch: 1584039838000,
        },
        body: '{"id":1}',
        isBase64Encoded: false,
      },
    ]);
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  it('has its path parameters decoded, and no body where it has none', async () => {
    const { app, events } = setUp('ok');
    await app.request('http://localhost/u/a%2Fb');
    expect(events[0]?.pathParameters).toEqual({ token: 'a/b' });
    expect(events[0]).not.toHaveProperty('body');
  });

  it('has a form in base64, as API Gateway sends it', async () => {
    const { app, events } = setUp('ok');
    await app.request('http://localhost/events', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(events[0]?.isBase64Encoded).toBe(true);
    expect(Buffer.from(events[0]?.body ?? '', 'base64').toString()).toBe('List-Unsubscribe=One-Click');
  });

  it('of more than 10 MB is refused without a call', async () => {
    const { app, events } = setUp('ok');
    const response = await app.request('http://localhost/events', {
      method: 'POST',
      body: new Uint8Array(10 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
    expect(events).toEqual([]);
  });

  it('that no route takes is a 404', async () => {
    const response = await setUp('ok').app.request('http://localhost/events');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  it('that no route takes goes on to what is mounted after', async () => {
    const { app } = setUp('ok');
    app.route(
      '/',
      new Hono().get('/', (context) => context.text('console')),
    );
    expect(await (await app.request('http://localhost/')).text()).toBe('console');
  });

  it.each([
    ['GET', '/a/b', 'GET /a/b'],
    ['POST', '/a/b', 'ANY /a/b'],
    ['GET', '/a/c', 'GET /a/{id}'],
    ['GET', '/a/c/d', 'ANY /a/{proxy+}'],
    ['GET', '/z', '$default'],
  ])('%s %s takes the most exact route, %s', async (method, path, expected) => {
    const routes = ['$default', 'ANY /a/{proxy+}', 'GET /a/{id}', 'ANY /a/b', 'GET /a/b'];
    const { app, events } = setUp('ok', routes);
    await app.request(`http://localhost${path}`, { method });
    expect(events[0]?.routeKey).toBe(expected);
  });
});

describe('a result', () => {
  it('with a status becomes that response, cookies and all', async () => {
    const { app } = setUp({
      statusCode: 201,
      headers: { 'X-Id': 7, 'content-type': 'text/html' },
      cookies: ['a=1; Secure', 'b=2'],
      body: '<p>',
    });
    const response = await app.request('http://localhost/u/x');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-id')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
    expect(await response.text()).toBe('<p>');
  });

  it('in base64 is decoded', async () => {
    const { app } = setUp({ statusCode: 200, isBase64Encoded: true, body: 'AAH/' });
    const response = await app.request('http://localhost/u/x');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 1, 255]);
  });

  it('without a status is the JSON of a 200', async () => {
    const { app } = setUp({ hello: 'world' });
    const response = await app.request('http://localhost/u/x');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ hello: 'world' });
  });

  it('of 204 has no body', async () => {
    const { app } = setUp({ statusCode: 204 });
    expect((await app.request('http://localhost/u/x')).status).toBe(204);
  });

  it.each<[string, unknown]>([
    ['a throw', () => Promise.reject(new Error('secret detail'))],
    ['a malformed response', { statusCode: 'soon', body: {} }],
  ])('that is %s is a 500 without detail', async (_, result) => {
    const { app } = setUp(result);
    const response = await app.request('http://localhost/u/x');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  });
});
