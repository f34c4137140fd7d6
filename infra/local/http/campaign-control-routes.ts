import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { CAMPAIGN_ACTIONS, controlCampaign } from '../../../shared/app/campaign/control-campaign.ts';
import { listControls } from '../../../shared/app/campaign/list-controls.ts';
import type { RuntimeStatus } from '../../../shared/app/console/runtime-status.ts';
import { readDeliverability } from '../../../shared/app/reputation/read-deliverability.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock, Table } from '../../../shared/ports.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

interface ControlSources {
  readonly table: Table;
  readonly clock: Clock;
  readonly rules: Pick<Rules, 'campaigns' | 'delivery' | 'shop'>;
  readonly status: () => RuntimeStatus;
}

/** `GET /api/deliverability`, `GET /api/campaigns/controls`, and `POST /api/campaigns/NAME/pause`, `resume` and `stop`. */
export function addCampaignControlRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { table, clock, rules, status }: ControlSources,
): void {
  const names = new Set(rules.campaigns.map(({ name }) => name));
  routes.get('/api/campaigns/controls', async (context) =>
    context.json({
      campaigns: await listControls(table, names),
      deliverability: await readDeliverability(table, clock.now(), rules),
    }),
  );
  routes.get('/api/deliverability', async (context) =>
    context.json(await readDeliverability(table, clock.now(), rules)),
  );
  for (const action of CAMPAIGN_ACTIONS)
    routes.post(`/api/campaigns/:name/${action}`, async (context) => {
      refuseForeignPage(context);
      if (status().phase === 'replaying')
        throw new PerennialError('CONSOLE.REPLAYING', {
          message: 'The shop still lives through its history. Ask again when it is open.',
        });
      return context.json(await controlCampaign({ table, clock }, context.req.param('name'), action));
    });
}
