import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import * as z from 'zod';
import { listHeldOut } from '../../../shared/app/console/list-held-out.ts';
import { listMisses, type MissSources } from '../../../shared/app/console/list-misses.ts';
import { readCampaign } from '../../../shared/app/console/read-campaign.ts';
import { readCampaigns } from '../../../shared/app/console/read-campaigns.ts';
import { readQuery } from './read-query.ts';

const missesQuery = z.object({ cursor: z.string().max(4096).optional() });

/** `GET /api/campaigns`, `/api/campaigns/NAME`, and under that `/misses` and `/held-out`. */
export function addCampaignReportRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  sources: MissSources,
): void {
  routes.get('/api/campaigns', async (context) => context.json({ campaigns: await readCampaigns(sources) }));
  routes.get('/api/campaigns/:name', async (context) =>
    context.json(await readCampaign(sources, context.req.param('name'))),
  );
  routes.get('/api/campaigns/:name/held-out', async (context) =>
    context.json({ heldOut: await listHeldOut(sources, context.req.param('name')) }),
  );
  routes.get('/api/campaigns/:name/misses', async (context) =>
    context.json(
      await listMisses(sources, context.req.param('name'), readQuery(missesQuery, context).cursor),
    ),
  );
}
