import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EXAMPLE_SETTINGS_FILE } from '../../../infra/aws/read-settings.ts';
import { startAccountStub } from '../../support/account-stub.ts';
import { temporaryFolder } from '../../support/data-folder.ts';
import { startDnsServer } from '../../support/dns-server.ts';
import { runPerennial } from '../../support/run-perennial.ts';

const resultSchema = z.strictObject({
  healthy: z.boolean(),
  findings: z.array(
    z.strictObject({
      name: z.string(),
      status: z.enum(['ok', 'missing', 'broken']),
      detail: z.string().min(1),
      mend: z.array(z.string().min(1)).optional(),
    }),
  ),
});

/** The finding whose name begins so. */
async function examine(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const run = await runPerennial(['doctor', '--json', ...args], { environment });
  const { healthy, findings } = resultSchema.parse(JSON.parse(run.stdout));
  const finding = (name: string) => findings.find((each) => each.name.startsWith(name));
  return { code: run.code, stderr: run.stderr, healthy, finding };
}

describe('perennial doctor', () => {
  it('finds nothing broken on a machine that can run this', async () => {
    using folder = temporaryFolder();
    const { code, stderr, healthy, finding } = await examine(['--data', folder.path, '--port', '0']);
    expect({ code, stderr, healthy }).toEqual({ code: 0, stderr: '', healthy: true });
    for (const name of ['Node.js', 'Data folder', 'Port', 'Shop files'])
      expect(finding(name)).toMatchObject({ status: 'ok' });
    const lines = await runPerennial(['doctor', '--data', folder.path, '--port', '0']);
    expect(lines).toMatchObject({ code: 0, stderr: '' });
    expect(lines.stdout).toMatch(/^ok {7}Node\.js: 24\./m);
  });

  it('misses Java and Chromium without being broken, and says what for', async () => {
    using folder = temporaryFolder();
    const args = ['--data', folder.path, '--port', '0'];
    const { code, finding } = await examine(args, { PATH: folder.path });
    expect(code).toBe(0);
    expect(finding('Java')).toMatchObject({ status: 'missing', detail: expect.stringContaining('--wire') });
  });

  it('ends with 1 where start would not work, and says how to mend it', async () => {
    const args = ['--data', join('package.json', 'data'), '--shop', '/nowhere', '--port', '0'];
    const { code, healthy, finding } = await examine(args);
    expect({ code, healthy }).toEqual({ code: 1, healthy: false });
    expect(finding('Data folder')).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('--data'),
    });
    expect(finding('Shop files')).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('perennial check --shop /nowhere'),
    });
  });

  it('notices a port that is taken', async () => {
    using folder = temporaryFolder();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, finding } = await examine(['--data', folder.path, '--port', String(port)]);
    taken.close();
    expect(code).toBe(0);
    expect(finding('Port')).toMatchObject({ status: 'missing', detail: expect.stringContaining('--port') });
  });
});

/** None of this machine's own. */
const NO_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
  AWS_REGION: '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

describe('perennial doctor --aws', () => {
  const config = ['--config', EXAMPLE_SETTINGS_FILE];

  it('says which credentials and region to set, and judges DNS without them', async () => {
    await using dns = await startDnsServer({
      'bounce.shop.example MX': ['feedback-smtp.eu-west-1.amazonses.com'],
      'bounce.shop.example TXT': ['v=spf1 include:amazonses.com ~all'],
      'amazonses.com TXT': ['v=spf1 ip4:199.255.192.0/22 -all'],
      '_dmarc.shop.example TXT': ['v=DMARC1; p=none'],
      'shop.example TXT': 'SERVFAIL',
    });
    const args = ['--aws', ...config, '--resolver', dns.address];
    const region = await examine(args, NO_CREDENTIALS);
    expect(region).toMatchObject({ code: 1, stderr: '', healthy: false });
    expect(region.finding('AWS region')).toMatchObject({ status: 'broken' });
    expect(region.finding('MAIL FROM')).toMatchObject({ status: 'ok' });
    expect(region.finding('SPF of')).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('ESERVFAIL'),
    });
    expect(region.finding('DMARC of')).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('rua'),
    });
    const credentials = await examine([...args, '--region', 'eu-west-1'], NO_CREDENTIALS);
    expect(credentials.finding('AWS credentials')).toMatchObject({
      status: 'broken',
      detail: expect.stringContaining('AWS_PROFILE'),
    });
  });

  it('asks the endpoint that the environment names, and the shop for its secrets', async () => {
    await using dns = await startDnsServer({});
    const stub = await startAccountStub({});
    const args = ['--aws', ...config, '--stage', 'dev', '--resolver', dns.address, '--region', 'eu-west-1'];
    const { code, finding } = await examine(args, {
      ...NO_CREDENTIALS,
      AWS_ENDPOINT_URL: stub.connection.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    await stub.stop();
    expect(code).toBe(1);
    expect(finding('SES identity dev.shop.example')).toMatchObject({
      status: 'broken',
      mend: ['npx cdk deploy Perennial-dev-State -c stage=dev'],
    });
    expect(finding('Secret perennial/dev/webhook/')).toMatchObject({ status: 'broken' });
  });

  it('ends with what to write where there are no settings for the stage', async () => {
    const staging = await runPerennial(['doctor', '--aws', ...config, '--stage', 'staging']);
    expect(staging).toMatchObject({ code: 1, stderr: expect.stringContaining('--stage NAME') });
    const none = await runPerennial(['doctor', '--aws', '--config', '/nowhere.json']);
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('settings.example.json') });
    const odd = await runPerennial(['doctor', '--aws', ...config, '--resolver', 'dns.example']);
    expect(odd).toMatchObject({ code: 2, stderr: expect.stringContaining('IP address') });
  });
});
