import type { EndpointStanding } from '../../shared/app/webhook/list-endpoints.ts';
import { useFrame } from '../frame.ts';
import { useFetched } from '../use-fetched.ts';

/** Where webhooks go and whether it is called, with the command that enables what was disabled; nothing for a shop without endpoints. */
export function EndpointTable() {
  const { text, pollMs } = useFrame();
  const words = text.endpoints;
  const { data } = useFetched<{ endpoints: readonly EndpointStanding[] }>('/api/endpoints', pollMs);
  if (data === undefined || data.endpoints.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="endpoints-title">
      <div class="panel-title">
        <h2 id="endpoints-title">{words.title}</h2>
      </div>
      <table class="figures endpoints">
        <thead>
          <tr>
            <th scope="col">{words.endpoint}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {data.endpoints.map((standing) => (
            <tr key={standing.endpoint}>
              <th scope="row">
                {standing.endpoint}
                <small>{standing.url ?? words.notInFiles}</small>
              </th>
              <td>
                <EndpointState standing={standing} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function EndpointState({ standing }: { readonly standing: EndpointStanding }) {
  const { text, format } = useFrame();
  const words = text.endpoints;
  const { endpoint, status, since, until, openings } = standing;
  const told = {
    closed: since === null ? '' : words.closedSince(format.dateTime(since)),
    open:
      openings > 1
        ? words.openUntil(format.dateTime(until ?? 0), format.number(openings))
        : words.openedOnce(format.dateTime(until ?? 0)),
    'half-open': '',
    disabled: words.disabledSince(format.dateTime(since ?? 0)),
  }[status];
  return (
    <>
      <span class={`tag endpoint-${status}`}>{words.status[status]}</span>
      {told !== '' && <small>{told}</small>}
      {status === 'disabled' && <code>npx perennial endpoints enable {endpoint}</code>}
    </>
  );
}
