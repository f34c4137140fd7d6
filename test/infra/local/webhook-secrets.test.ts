import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLocalSecrets } from '../../../infra/local/local-secrets.ts';
import { webhookKeys } from '../../../shared/app/webhook/sign-webhook.ts';
import { temporaryFolder } from '../../support/data-folder.ts';

const NAME = 'perennial/dev/webhook/warehouse';

describe('the secret of a webhook on this machine', () => {
  it('comes from the environment', async () => {
    const environment = { PERENNIAL_SECRET_WEBHOOK_WAREHOUSE: 'whsec_given' };
    const secrets = createLocalSecrets({ resources: [], environment });
    expect(await secrets.get(NAME)).toBe('whsec_given');
  });

  it('is else made when it is first asked for, and kept with the others', async () => {
    using folder = temporaryFolder();
    const open = () => createLocalSecrets({ resources: [], environment: {}, directory: folder.path });
    const made = await open().get(NAME);
    expect(webhookKeys('warehouse', made)).toHaveLength(1);
    expect(await open().get(NAME)).toBe(made);
    expect(JSON.parse(readFileSync(join(folder.path, 'secrets.json'), 'utf8'))).toEqual({ [NAME]: made });
    expect(await open().get('perennial/dev/webhook/crm')).not.toBe(made);
  });

  it('is made for webhooks only', async () => {
    const secrets = createLocalSecrets({ resources: [], environment: {} });
    await expect(secrets.get('perennial/dev/other/warehouse')).rejects.toMatchObject({
      code: 'LOCAL.SECRETS',
    });
  });
});
