import * as z from 'zod';
import { createReplayProgress } from '../../infra/local/replay/replay-progress.ts';
import type { LocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteFeedPositions } from '../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { readStory } from '../../shared/app/console/read-story.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import type { CustomerExplanation } from '../../shared/domain/segment/explain-customer.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { Clock } from '../../shared/ports.ts';
import { askServer } from './ask-server.ts';
import { withLocalDatabase } from './with-local-database.ts';

/** A customer's explanation, with what it takes to read its amounts and predictions. */
export interface LocalExplanation {
  readonly customerId: string;
  /** The shop's: ISO 4217. */
  readonly currency: string;
  /** How far predictions look ahead, in days. */
  readonly horizonDays: number;
  readonly explanation: CustomerExplanation;
}

/**
 * Explains a customer of a data folder: a run that holds it is asked, which goes by its own rules and clock; else its file is read, and
 * the rules are those of the folder `shop`. Throws `CONSOLE.UNKNOWN_CUSTOMER`, `CLI.NO_DATA` and `SHOP.INVALID`.
 */
export async function readLocalExplanation(
  data: string,
  shop: string,
  customerId: string,
): Promise<LocalExplanation> {
  return (await askRun(data, customerId)) ?? (await readFile(data, shop, customerId));
}

const storySchema = z.object({
  explanation: z.custom<CustomerExplanation>(
    (value) => typeof value === 'object' && value !== null && 'classes' in value && 'segments' in value,
  ),
});
const overviewSchema = z.object({ shop: z.object({ currency: z.string() }) });
const modelSchema = z.object({ horizonDays: z.number() });

async function askRun(data: string, customerId: string): Promise<LocalExplanation | undefined> {
  const story = await askServer(data, `/api/customers/${encodeURIComponent(customerId)}`, storySchema);
  if (story === undefined) return undefined;
  const overview = await askServer(data, '/api/overview', overviewSchema);
  const model = await askServer(data, '/api/model', modelSchema);
  if (overview === undefined || model === undefined) return undefined;
  return {
    customerId,
    currency: overview.shop.currency,
    horizonDays: model.horizonDays,
    explanation: story.explanation,
  };
}

async function readFile(data: string, shop: string, customerId: string): Promise<LocalExplanation> {
  return await withLocalDatabase(data, async (database) => {
    const { rules } = await loadShop(shop, { templates: false });
    const table = createSqliteTable(database, () => false);
    const explaining = { rules: compileRules(rules), clock: await stoppedClock(database) };
    const { explanation } = await readStory(table, customerId, explaining);
    if (explanation === undefined)
      throw new PerennialError('CLI.NO_EXPLANATION', { message: 'The customer cannot be explained.' });
    return {
      customerId,
      currency: rules.shop.currency,
      horizonDays: rules.prediction.horizonDays,
      explanation,
    };
  });
}

/** The shop's clock as it would stand if the shop were started now; where its history is not through, where that stopped. */
async function stoppedClock(database: LocalDatabase): Promise<Clock> {
  const progress = await createReplayProgress(createSqliteFeedPositions(database)).load();
  switch (progress?.phase) {
    case 'replaying':
      return { now: () => progress.clockAt };
    case 'live':
      return { now: () => Date.now() + progress.clockOffsetMs };
    case undefined:
      return { now: Date.now };
  }
}
