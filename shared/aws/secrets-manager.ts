import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PerennialError } from '../perennial-error.ts';
import type { Clock, Secrets } from '../ports.ts';
import { awsError } from './aws-error.ts';

/** A secret that was rotated is seen after this long. */
const KEPT_MS = 5 * 60_000;

interface Kept {
  readonly value: Promise<string>;
  readonly until: number;
}

/** AWS Secrets Manager, each secret kept for 5 minutes. Throws `SECRET.READ_FAILED` and `SECRET.NOT_TEXT`. */
export function createSecretsManager(client: SecretsManagerClient, clock: Clock): Secrets {
  const kept = new Map<string, Kept>();

  async function read(name: string): Promise<string> {
    const command = new GetSecretValueCommand({ SecretId: name });
    const { SecretString } = await client.send(command).catch((cause: unknown) => {
      throw awsError('SECRET.READ_FAILED', `read secret ${name}`, cause);
    });
    if (SecretString === undefined) {
      throw new PerennialError('SECRET.NOT_TEXT', {
        message: `Secret ${name} holds bytes and not text. Store it as a string.`,
      });
    }
    return SecretString;
  }

  return {
    get(name) {
      const now = clock.now();
      const known = kept.get(name);
      if (known && known.until > now) return known.value;
      const value = read(name);
      kept.set(name, { value, until: now + KEPT_MS });
      // A failure is not kept: the next caller asks again.
      value.catch(() => kept.delete(name));
      return value;
    },
  };
}
