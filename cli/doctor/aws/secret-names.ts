import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Answer, askAws } from './answer.ts';

/** Whether a secret of that name is there to be read; its value is not asked for. */
export type SecretNames = (name: string) => Promise<Answer<{ readonly isBeingDeleted: boolean }>>;

/** Asks Secrets Manager of the client's region. */
export const createSecretNames =
  (client: SecretsManagerClient): SecretNames =>
  async (name) =>
    await askAws('secretsmanager:DescribeSecret', async () => {
      const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: name }));
      return { isBeingDeleted: DeletedDate !== undefined };
    });
