import * as z from 'zod';
import { PerennialError } from '../../shared/perennial-error.ts';
import { runningServer } from './running-server.ts';

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Asks the run that holds a data folder; undefined where none does, or nobody answers: the run that noted its port is gone.
 * Throws the code and the message of the run where it refuses.
 */
export async function askServer(data: string, path: string, init?: RequestInit): Promise<unknown> {
  const server = runningServer(data);
  if (server === undefined) return undefined;
  const response = await fetch(`${server}${path}`, init).catch(() => undefined);
  if (response === undefined) return undefined;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const refusal = errorSchema.safeParse(body);
  if (refusal.success)
    throw new PerennialError(refusal.data.error.code, { message: refusal.data.error.message });
  throw new PerennialError('CLI.NOT_A_SHOP', {
    message: `What answers at ${server} (${response.status}) is not the shop that keeps ${data}. Stop it, or start the shop anew with npm start.`,
  });
}
