import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { secretVariable } from '../../infra/local/local-secrets.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

/** What the templates call the secret that signs links, and under which ids and addresses are hashed. */
export const LINK_SECRET_LABEL = 'LinkSigningKey';

const valuesSchema = z.record(z.string(), z.string());

/** The secret of a shop that is stopped: from the environment, else as its data folder keeps it. Throws `CLI.NO_SECRET`. */
export function storedLinkSecret(data: string): string {
  const given = process.env[secretVariable(LINK_SECRET_LABEL)];
  if (given !== undefined) return given;
  const file = join(data, 'secrets.json');
  try {
    const values = valuesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    // Names are those of the stack: its own, the construct's and a hash.
    const kept = Object.entries(values).find(([name]) => name.includes(`-${LINK_SECRET_LABEL}`));
    if (kept !== undefined) return kept[1];
  } catch {
    // Told below.
  }
  throw new PerennialError('CLI.NO_SECRET', {
    message: `${file} does not hold the shop's own secret, under which erased customers are known. Put the file back, or give the secret in ${secretVariable(LINK_SECRET_LABEL)}.`,
  });
}
