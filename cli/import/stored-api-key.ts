import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { secretVariable } from '../../infra/local/local-secrets.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

/** What the templates call the key that shops call `POST /events` with. */
const LABEL = 'ApiKey';

const valuesSchema = z.record(z.string(), z.string());

/** The key of the shop that runs over a data folder: from the environment, else as the folder keeps it. Throws `CLI.NO_SECRET`. */
export function storedApiKey(data: string): string {
  const given = process.env[secretVariable(LABEL)];
  if (given !== undefined) return given;
  const file = join(data, 'secrets.json');
  try {
    const values = valuesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const kept = Object.entries(values).find(([name]) => name.includes(`-${LABEL}`));
    if (kept !== undefined) return kept[1];
  } catch {
    // Told below.
  }
  throw new PerennialError('CLI.NO_SECRET', {
    message: `${file} does not hold the key for POST /events. Put the file back, or give the key in ${secretVariable(LABEL)}.`,
  });
}
