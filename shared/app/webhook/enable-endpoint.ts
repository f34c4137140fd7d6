import { enable } from '../../domain/webhook/breaker.ts';
import type { EndpointRules } from '../../domain/webhook/endpoint-rules.ts';
import { nearestName } from '../../nearest-name.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Table } from '../../ports.ts';
import { type EndpointStanding, listEndpoints } from './list-endpoints.ts';
import { breakerWrite, readBreaker } from './stored-breakers.ts';

const ATTEMPTS = 5;

interface EnableDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** Those of the files, where these are at hand. */
  readonly endpoints: readonly EndpointRules[];
}

/**
 * Lets an endpoint be called again, whatever it was closed for. What was given up meanwhile stays given up. Throws
 * `ENDPOINT.UNKNOWN` with the nearest name and, where others keep writing, `ENDPOINT.CONTENDED` (retryable).
 */
export async function enableEndpoint(
  { table, clock, endpoints }: EnableDeps,
  name: string,
): Promise<EndpointStanding> {
  const known = await listEndpoints(table, endpoints);
  const standing = known.find(({ endpoint }) => endpoint === name);
  if (standing === undefined) throw unknownEndpoint(name, known);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await readBreaker(table, name);
    const next = enable(stored.breaker, clock.now());
    const enabled = { ...standing, status: next.status, until: null, openings: 0 };
    if (next === stored.breaker) return { ...enabled, since: stored.version === 0 ? null : next.since };
    const result = await table.transact([breakerWrite(name, stored, next)]);
    if (result.status === 'committed') return { ...enabled, since: next.since };
  }
  throw new PerennialError('ENDPOINT.CONTENDED', {
    message: `The state of the endpoint "${name}" keeps changing. Try again.`,
    retryable: true,
  });
}

function unknownEndpoint(name: string, known: readonly EndpointStanding[]): PerennialError {
  const names = known.map(({ endpoint }) => endpoint);
  const nearest = nearestName(name, names);
  const hint =
    nearest === undefined
      ? names.length === 0
        ? 'None is on record.'
        : `There are: ${names.join(', ')}.`
      : `Did you mean "${nearest}"?`;
  return new PerennialError('ENDPOINT.UNKNOWN', {
    message: `There is no endpoint "${name}". ${hint}`,
    details: { endpoint: name, ...(nearest !== undefined && { nearest }) },
  });
}
