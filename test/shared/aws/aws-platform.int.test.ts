import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAwsPlatform } from '../../../shared/aws/aws-platform.ts';
import { type AwsStub, jsonAnswer, startAwsStub } from '../../support/aws-stub.ts';

let directory: string;
let stub: AwsStub;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perennial-platform-'));
  stub = await startAwsStub(({ operation }) =>
    jsonAnswer(
      operation === 'PutEvents'
        ? { FailedEntryCount: 0, Entries: [{ EventId: '1' }] }
        : { SecretString: 'value' },
    ),
  );
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_ENDPOINT_URL', stub.connection.endpoint);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await stub.stop();
  rmSync(directory, { recursive: true });
});

describe('the AWS platform', () => {
  it('finds its endpoints where the environment names them', async () => {
    const platform = createAwsPlatform();
    expect(await platform.table('perennial').get({ pk: 'p', sk: 's' })).toBeUndefined();
    expect(await platform.secrets.get('signing')).toBe('value');
    const entry = { source: 's', detailType: 't', detail: {}, time: 0 };
    expect(await platform.bus('perennial').publish([entry])).toEqual([{ status: 'published' }]);
    expect(stub.requests.map(({ operation }) => operation)).toEqual([
      'GetItem',
      'GetSecretValue',
      'PutEvents',
    ]);
  });

  it('reads the compiled shop', async () => {
    const file = join(directory, 'shop.json');
    writeFileSync(file, JSON.stringify({ rules: { version: '1' }, templates: {} }));
    expect(await createAwsPlatform().shop(file)).toEqual({ rules: { version: '1' }, templates: {} });
  });

  it.each([
    ['missing', undefined],
    ['not JSON', 'rules:'],
    ['something else', '{"name":"perennial"}'],
  ])('names a shop file that is %s', async (_, text) => {
    const file = join(directory, 'shop.json');
    if (text !== undefined) writeFileSync(file, text);
    await expect(createAwsPlatform().shop(file)).rejects.toMatchObject({
      code: 'SHOP.BUNDLE_UNREADABLE',
      message: expect.stringContaining(file),
    });
  });
});
