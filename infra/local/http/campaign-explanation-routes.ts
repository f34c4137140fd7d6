import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { explainCampaign } from '../../../shared/app/explain/explain-campaign.ts';
import { compileRules } from '../../../shared/domain/compiled-rules.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import type { Clock, Table } from '../../../shared/ports.ts';

/** Why a customer did or did not get a campaign: `GET /api/customers/:id/campaigns/:campaign`. */
export function addCampaignExplanationRoutes(
  routes: Hono<{ Bindings: HttpBindings }>,
  { table, clock, rules }: { readonly table: Table; readonly clock: Clock; readonly rules: Rules },
): void {
  const compiled = compileRules(rules);
  routes.get('/api/customers/:id/campaigns/:campaign', async (context) => {
    const { id, campaign } = context.req.param();
    return context.json(await explainCampaign(table, id, campaign, { rules: compiled, clock }));
  });
}
