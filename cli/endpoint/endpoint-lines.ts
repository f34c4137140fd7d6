import type { EndpointStanding } from '../../shared/app/webhook/list-endpoints.ts';

/** How the endpoints stand, for a person: a line each. */
export function endpointLines(standings: readonly EndpointStanding[]): string[] {
  if (standings.length === 0) return ['The shop has no endpoints: endpoints.yaml names them.'];
  const width = Math.max(...standings.map(({ endpoint }) => endpoint.length));
  return standings.map(
    (standing) =>
      `${standing.endpoint.padEnd(width)}  ${stateText(standing)}  ${standing.url ?? '(no longer in the files)'}`,
  );
}

function stateText({ status, since, until }: EndpointStanding): string {
  switch (status) {
    case 'closed':
      return since === null ? 'is called' : `is called again since ${dateTime(since)}`;
    case 'open':
      return `left alone until ${dateTime(until ?? 0)}, since it failed`;
    case 'half-open':
      return 'being tried again';
    case 'disabled':
      return `disabled since ${dateTime(since ?? 0)}: it answered 410 Gone`;
  }
}

/** What became of enabling an endpoint, for a person. */
export const enabledLine = ({ endpoint }: EndpointStanding): string =>
  `${endpoint} is called again. What waited for it comes up within a quarter of an hour; what was given up stays so.`;

const dateTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
