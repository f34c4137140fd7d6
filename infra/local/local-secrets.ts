import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { webhookSecretOf } from '../../shared/app/webhook/webhook-secret-name.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { Secrets } from '../../shared/ports.ts';
import type { SecretResource } from './template/local-topology.ts';

interface LocalSecretsOptions {
  readonly resources: readonly SecretResource[];
  /** Where generated values are kept, in `secrets.json` that only its owner may read. Absent: they live as long as the process. */
  readonly directory?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const valuesSchema = z.record(z.string(), z.string());

/** `ApiKey` is given by `PERENNIAL_SECRET_API_KEY`. */
export const secretVariable = (label: string): string =>
  `PERENNIAL_SECRET_${label
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()}`;

function readValues(file: string): Record<string, string> {
  try {
    return valuesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new PerennialError('LOCAL.SECRETS', {
      message: `${file} cannot be read as secrets. Mend it, or remove it to have new ones made.`,
      cause,
    });
  }
}

/**
 * Secrets of the templates, by name or ARN: from the environment, else made once (256 random bits) and kept. Those that sign webhooks are only
 * named there, and the same holds of them from when they are first asked for.
 */
export function createLocalSecrets(options: LocalSecretsOptions): Secrets {
  const file = options.directory === undefined ? undefined : join(options.directory, 'secrets.json');
  const values = file !== undefined && existsSync(file) ? readValues(file) : {};
  const known = new Set(Object.keys(values));
  const keep = (): void => {
    if (file === undefined || Object.keys(values).every((name) => known.has(name))) return;
    writeValues(file, values);
    for (const name of Object.keys(values)) known.add(name);
  };
  const byReference = new Map<string, string>();
  for (const { name, label, arn } of options.resources) {
    const value = options.environment[secretVariable(label)] ?? values[name] ?? randomText('base64url');
    if (options.environment[secretVariable(label)] === undefined) values[name] = value;
    byReference.set(name, value).set(arn, value).set(label, value);
  }
  keep();
  const webhookSecret = (name: string): string | undefined => {
    const label = webhookSecretOf(name);
    if (label === undefined) return undefined;
    const given = options.environment[secretVariable(`webhook-${label}`)];
    if (given !== undefined) return given;
    values[name] ??= `whsec_${randomText('base64')}`;
    keep();
    return values[name];
  };
  return {
    get: async (name) => {
      const value = byReference.get(name) ?? webhookSecret(name);
      if (value !== undefined) return value;
      throw new PerennialError('LOCAL.SECRETS', { message: `There is no secret ${name} in the templates.` });
    },
  };
}

const randomText = (encoding: 'base64' | 'base64url'): string => randomBytes(32).toString(encoding);

function writeValues(file: string, values: Readonly<Record<string, string>>): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(values, undefined, 2)}\n`, { mode: 0o600 });
  // The mode above counts only where the file was not there before.
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
