import * as z from 'zod';
import { CLOSED_BREAKER } from '../../domain/webhook/breaker.ts';
import type { EndpointRules } from '../../domain/webhook/endpoint-rules.ts';
import type { Table } from '../../ports.ts';
import { readBreakers } from './stored-breakers.ts';

/** How an endpoint stands. */
export const endpointStandingSchema = z.object({
  endpoint: z.string(),
  /** Null once the files no longer have it, or where they are not at hand. */
  url: z.string().nullable(),
  status: z.enum(['closed', 'open', 'half-open', 'disabled']),
  /** Since when it stands so; null where it has never stood otherwise. */
  since: z.number().nullable(),
  /** Until when nobody calls it; null where it may be called, or only people can enable it. */
  until: z.number().nullable(),
  /** How often in a row it was left alone after failures; 0 where it is called. */
  openings: z.int(),
});
export type EndpointStanding = z.infer<typeof endpointStandingSchema>;

/** Lists the endpoints of the files and those on record, by name. */
export async function listEndpoints(
  table: Table,
  endpoints: readonly EndpointRules[],
): Promise<readonly EndpointStanding[]> {
  const breakers = await readBreakers(table);
  const urls = new Map(endpoints.map(({ name, url }) => [name, url]));
  return [...new Set([...urls.keys(), ...breakers.keys()])].sort().map((endpoint) => {
    const { breaker, version } = breakers.get(endpoint) ?? { breaker: CLOSED_BREAKER, version: 0 };
    return {
      endpoint,
      url: urls.get(endpoint) ?? null,
      status: breaker.status,
      since: version === 0 ? null : breaker.since,
      until: 'until' in breaker ? breaker.until : null,
      openings: 'openings' in breaker ? breaker.openings : 0,
    };
  });
}
