import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { enableEndpoint } from '../../../shared/app/webhook/enable-endpoint.ts';
import { listEndpoints } from '../../../shared/app/webhook/list-endpoints.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import type { Clock, Table } from '../../../shared/ports.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

interface EndpointSources {
  readonly table: Table;
  readonly clock: Clock;
  readonly rules: Pick<Rules, 'endpoints'>;
}

/** `GET /api/endpoints`, and `POST /api/endpoints/NAME/enable`. */
export function addEndpointRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { table, clock, rules }: EndpointSources,
): void {
  const endpoints = rules.endpoints ?? [];
  routes.get('/api/endpoints', async (context) =>
    context.json({ endpoints: await listEndpoints(table, endpoints) }),
  );
  routes.post('/api/endpoints/:name/enable', async (context) => {
    refuseForeignPage(context);
    return context.json(await enableEndpoint({ table, clock, endpoints }, context.req.param('name')));
  });
}
