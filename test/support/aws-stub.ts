import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export interface StubRequest {
  /** The operation, for the JSON protocols (`x-amz-target` after the dot). */
  readonly operation: string;
  /** For the REST protocols. */
  readonly path: string;
  readonly body: string;
}

export interface StubAnswer {
  readonly status?: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `hang-up`: the connection breaks without an answer. */
export type Answer = (request: StubRequest) => StubAnswer | 'hang-up';

export interface AwsStub {
  /** What a client needs to reach it; clients made of it do not retry by themselves. */
  readonly connection: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  readonly requests: StubRequest[];
  stop(): Promise<void>;
}

export const jsonAnswer = (body: unknown, status = 200): StubAnswer => ({
  status,
  contentType: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
});

export const jsonError = (code: string, status = 400, more: Record<string, unknown> = {}): StubAnswer =>
  jsonAnswer({ __type: code, message: `${code} for the test`, ...more }, status);

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** An HTTP server that answers in an AWS service's place, on a free port. Stop it in the test. */
export async function startAwsStub(answer: Answer): Promise<AwsStub> {
  const requests: StubRequest[] = [];
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const received = {
      operation: target.split('.').at(-1) ?? '',
      path: request.url ?? '',
      body: await readBody(request),
    };
    requests.push(received);
    const reply = answer(received);
    if (reply === 'hang-up') {
      request.socket.destroy();
      return;
    }
    response
      .writeHead(reply.status ?? 200, { 'content-type': reply.contentType ?? 'text/xml', ...reply.headers })
      .end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stub has no port.');
  return {
    connection: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    },
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
