import * as z from 'zod';
import { clockOffset } from '../../infra/local/replay/clock-offset.ts';
import { createSqliteFeedPositions } from '../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { type CampaignExplanation, explainCampaign } from '../../shared/app/explain/explain-campaign.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { askServer } from './ask-server.ts';
import { withLocalDatabase } from './with-local-database.ts';

/** The run's own answer: only its frame is checked. */
const explanationSchema = z.custom<CampaignExplanation>(
  (value) => typeof value === 'object' && value !== null && 'decisions' in value && 'prospect' in value,
);

/**
 * Explains why a customer of a data folder did or did not get a campaign: a run that holds the folder is asked, which goes by its own
 * rules and clock; else its file is read, and the rules are those of the folder `shop`. Throws `CONSOLE.UNKNOWN_CUSTOMER`,
 * `CAMPAIGN.UNKNOWN`, `CLI.NO_DATA` and `SHOP.INVALID`.
 */
export async function readLocalCampaignExplanation(
  data: string,
  shop: string,
  customerId: string,
  campaign: string,
): Promise<CampaignExplanation> {
  const path = `/api/customers/${encodeURIComponent(customerId)}/campaigns/${encodeURIComponent(campaign)}`;
  const answer = await askServer(data, path, explanationSchema);
  if (answer !== undefined) return answer;
  return await withLocalDatabase(data, async (database) => {
    const { rules } = await loadShop(shop, { templates: false });
    const offset = await clockOffset(createSqliteFeedPositions(database));
    const table = createSqliteTable(database, () => false);
    const clock = { now: () => Date.now() + offset };
    return await explainCampaign(table, customerId, campaign, { rules: compileRules(rules), clock });
  });
}
