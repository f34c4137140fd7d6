import * as z from 'zod';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { type CustomerStory, readStory } from '../../shared/app/console/read-story.ts';
import { askServer } from './ask-server.ts';
import { withLocalDatabase } from './with-local-database.ts';

/** What is stored of a customer: the same whether a run holds the folder or not. */
export type StoredStory = Omit<CustomerStory, 'explanation'>;

/** The page's own answer: only its frame is checked. */
const storySchema = z.custom<CustomerStory>(
  (value) => typeof value === 'object' && value !== null && 'state' in value && 'journal' in value,
);

/** A customer's story out of a data folder: from its file or, while a run holds that, from the run. */
export async function readLocalStory(data: string, customerId: string): Promise<StoredStory> {
  const answer = await askServer(data, `/api/customers/${encodeURIComponent(customerId)}`, storySchema);
  if (answer !== undefined) {
    const { explanation: _, ...story } = answer;
    return story;
  }
  return await withLocalDatabase(
    data,
    async (database) =>
      await readStory(
        createSqliteTable(database, () => false),
        customerId,
      ),
  );
}
