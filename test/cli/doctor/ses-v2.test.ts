import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { SESClient } from '@aws-sdk/client-ses';
import { expect, it } from 'vitest';
import { createSesMailAccount } from '../../../cli/doctor/aws/ses-mail-account.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-test', sessionToken: 'session' };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The Authorization header that AWS works out of a GET as it arrives (Signature Version 4). */
function expectedAuthorization({ url = '', headers }: IncomingMessage): string {
  const told = headers.authorization ?? '';
  const [, date = '', region = '', service = ''] =
    /Credential=[^/]+\/(\d+)\/([^/]+)\/([^/]+)\//.exec(told) ?? [];
  const names = /SignedHeaders=([^,]+)/.exec(told)?.[1] ?? '';
  const canonicalHeaders = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = ['GET', url, '', canonicalHeaders.join(''), names, sha256('')].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${KEYS.secretAccessKey}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

it('signs what it sends as AWS works it out: service ses, the host and the path that are asked', async () => {
  const seen: { readonly url?: string; readonly told?: string; readonly worked: string }[] = [];
  const server = createServer((request, response) => {
    const { url, headers } = request;
    seen.push({
      worked: expectedAuthorization(request),
      ...(url !== undefined && { url }),
      ...(headers.authorization !== undefined && { told: headers.authorization }),
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"VerifiedForSendingStatus":true}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new SESClient({ region: 'eu-central-1', credentials: KEYS });
  const account = createSesMailAccount(client, `http://127.0.0.1:${port}`);
  expect(await account.identity('shop.example')).toEqual({
    status: 'told',
    value: { VerifiedForSendingStatus: true },
  });
  server.closeAllConnections();
  server.close();
  const [request] = seen;
  expect(request?.url).toBe('/v2/email/identities/shop.example');
  expect(request?.told).toContain('/eu-central-1/ses/aws4_request');
  expect(request?.told).toContain('x-amz-security-token');
  expect(request?.told).toBe(request?.worked);
});
