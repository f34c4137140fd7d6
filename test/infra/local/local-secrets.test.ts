import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalSecrets, secretVariable } from '../../../infra/local/local-secrets.ts';

const resources = [
  { name: 'State-ApiKeyF9DDEE66', label: 'ApiKey', arn: 'arn:api-key' },
  { name: 'State-LinkSigningKeyD9BC1425', label: 'LinkSigningKey', arn: 'arn:link' },
];

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perennial-secrets-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe('local secrets', () => {
  it.each([
    ['ApiKey', 'PERENNIAL_SECRET_API_KEY'],
    ['LinkSigningKey', 'PERENNIAL_SECRET_LINK_SIGNING_KEY'],
    ['perennial/prod-key', 'PERENNIAL_SECRET_PERENNIAL_PROD_KEY'],
  ])('%s is given by %s', (label, variable) => {
    expect(secretVariable(label)).toBe(variable);
  });

  it('are known by name, label and ARN, and none is like the other', async () => {
    const secrets = createLocalSecrets({ resources, environment: {} });
    const value = await secrets.get('arn:api-key');
    expect(value).toMatch(/^[\w-]{43}$/);
    expect(await secrets.get('ApiKey')).toBe(value);
    expect(await secrets.get('State-ApiKeyF9DDEE66')).toBe(value);
    expect(await secrets.get('arn:link')).not.toBe(value);
  });

  it('come from the environment first, and such a one is not written down', async () => {
    const environment = { PERENNIAL_SECRET_API_KEY: 'from-outside' };
    const secrets = createLocalSecrets({ resources, environment, directory });
    expect(await secrets.get('ApiKey')).toBe('from-outside');
    expect(readFileSync(join(directory, 'secrets.json'), 'utf8')).not.toContain('from-outside');
  });

  it('are written for their owner only, even over a file that others could read', async () => {
    const file = join(directory, 'secrets.json');
    writeFileSync(file, '{"State-ApiKeyF9DDEE66":"kept"}', { mode: 0o644 });
    const secrets = createLocalSecrets({ resources, environment: {}, directory });
    expect(await secrets.get('ApiKey')).toBe('kept');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that cannot be read are not silently replaced', () => {
    writeFileSync(join(directory, 'secrets.json'), '{broken');
    expect(() => createLocalSecrets({ resources, environment: {}, directory })).toThrow(
      expect.objectContaining({ code: 'LOCAL.SECRETS' }),
    );
  });

  it('that nobody declared are an error', async () => {
    const secrets = createLocalSecrets({ resources, environment: {} });
    await expect(secrets.get('other')).rejects.toMatchObject({ code: 'LOCAL.SECRETS' });
  });
});
