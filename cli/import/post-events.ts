import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { ShopEvent } from '../../shared/contracts/shop-event.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

interface EventsEndpoint {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
}

const answerSchema = z.object({
  results: z.array(
    z.object({
      status: z.enum(['accepted', 'rejected']),
      retryable: z.boolean().optional(),
      errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
    }),
  ),
});

const TRIES = 5;
const FIRST_WAIT_MS = 500;

/**
 * Posts up to 100 events to `POST /events`, those again that it could not take just then. One answer per event, in order: undefined, or what
 * is wrong with it. Throws `IMPORT.NOT_TAKEN`.
 */
export async function postEvents(
  events: readonly ShopEvent[],
  endpoint: EventsEndpoint,
): Promise<readonly (string | undefined)[]> {
  const answers: (string | undefined)[] = events.map(() => undefined);
  let open = events.map((event, position) => ({ event, position }));
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES)
      throw new PerennialError('IMPORT.NOT_TAKEN', {
        message: `${endpoint.url} took ${events.length - open.length} of ${events.length} events and would not take the rest. Import the file again later: what it took it knows.`,
      });
    if (attempt > 0) await wait(FIRST_WAIT_MS * 2 ** attempt);
    const results = await post(
      open.map(({ event }) => event),
      endpoint,
    );
    open = open.filter(({ position }, index) => {
      const result = results?.[index];
      if (result === undefined) return true;
      if (result.status === 'rejected' && result.retryable !== true)
        answers[position] = result.errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
      return result.status === 'rejected' && result.retryable === true;
    });
  }
  return answers;
}

/** Undefined where there was no answer about the events. Throws where the key is wrong or nobody is there. */
async function post(events: readonly ShopEvent[], { url, apiKey }: EventsEndpoint) {
  const response = await fetch(`${url}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  }).catch(() => undefined);
  if (response?.status === 401)
    throw new PerennialError('IMPORT.UNAUTHORIZED', {
      message: `${url} does not know the API key. Give the right one in PERENNIAL_API_KEY.`,
    });
  return answerSchema.safeParse(await response?.json().catch(() => undefined)).data?.results;
}
