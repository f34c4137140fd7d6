import * as z from 'zod';
import { PerennialError } from '../../shared/perennial-error.ts';
import { runningServer } from '../start/running-server.ts';

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * What the run that holds a data folder gives out of a customer, in pieces; undefined where none does, or nobody answers. Throws the code and the
 * message of the run where it refuses.
 */
export async function exportOfServer(
  data: string,
  id: string,
  by: string,
): Promise<AsyncIterable<string> | undefined> {
  const server = runningServer(data);
  if (server === undefined) return undefined;
  const path = `/api/customers/${encodeURIComponent(id)}/export?by=${encodeURIComponent(by)}`;
  const response = await fetch(`${server}${path}`).catch(() => undefined);
  if (response === undefined) return undefined;
  if (response.ok && response.body !== null) return response.body.pipeThrough(new TextDecoderStream());
  const refusal = errorSchema.safeParse(await response.json().catch(() => undefined));
  throw new PerennialError(refusal.data?.error.code ?? 'CLI.NOT_A_SHOP', {
    message: refusal.data?.error.message ?? `What answers at ${server} is not the shop that keeps ${data}.`,
  });
}
