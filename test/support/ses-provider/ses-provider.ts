import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createMailTaker, type MailTaker, type ProviderRecord } from './mail-taker.ts';
import type { ProviderOptions } from './provider-options.ts';

export interface SesProvider {
  readonly endpoint: string;
  readonly record: () => ProviderRecord;
  stop(): Promise<void>;
}

const xml = (action: string, result: string): string =>
  `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`;

const errorXml = (code: string, message: string): string =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

/**
 * In SES's place over HTTP: SendRawEmail and GetSendQuota of its query protocol, with a quota that it enforces in each sliding second
 * and in each day, and with faults. `GET /record` gives what it took and when.
 */
export async function startSesProvider(options: ProviderOptions): Promise<SesProvider> {
  const taker = createMailTaker(options);
  const server = createServer((request, response) => {
    const at = performance.now();
    answer(request, response, at, taker, options).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The provider has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    record: taker.record,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  at: number,
  taker: MailTaker,
  { quota }: ProviderOptions,
): Promise<void> {
  const reply = (status: number, body: string, type = 'text/xml'): void => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
  if (request.method === 'GET') return reply(200, JSON.stringify(taker.record()), 'application/json');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  switch (form.get('Action')) {
    case 'GetSendQuota': {
      const figures = { ...quota, SentLast24Hours: taker.record().taken.length };
      const body = Object.entries(figures).map(([name, value]) => `<${name}>${value}</${name}>`);
      return reply(200, xml('GetSendQuota', body.join('')));
    }
    case 'SendRawEmail': {
      const outcome = taker.offer(form.get('Destinations.member.1') ?? '', at);
      if (outcome.status === 'silent') return;
      if (outcome.status === 'broken') return void request.socket.destroy();
      if (outcome.status === 'error')
        return reply(outcome.httpStatus, errorXml(outcome.code, outcome.message));
      return reply(200, xml('SendRawEmail', `<MessageId>${outcome.messageId}</MessageId>`));
    }
    default:
      return reply(400, errorXml('InvalidAction', 'Not in this provider'));
  }
}
