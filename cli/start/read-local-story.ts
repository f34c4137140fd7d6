import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { type CustomerStory, readStory } from '../../shared/app/console/read-story.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { runningServer } from './running-server.ts';

/** A customer's story out of a data folder: from its file or, while a run holds that, from the run. */
export async function readLocalStory(data: string, customerId: string): Promise<CustomerStory> {
  const file = join(data, 'perennial.db');
  if (!existsSync(file))
    throw new PerennialError('CLI.NO_DATA', {
      message: `There is no data in ${data}. Run npm start first, or name another folder with --data.`,
    });
  const server = runningServer(data);
  if (server !== undefined) {
    const story = await askServer(server, customerId);
    if (story !== undefined) return story;
  }
  const database = openLocalDatabase(file);
  try {
    return await readStory(
      createSqliteTable(database, () => false),
      customerId,
    );
  } finally {
    await database.close();
  }
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
/** The page's own answer: only its frame is checked. */
const storySchema = z.custom<CustomerStory>(
  (value) => typeof value === 'object' && value !== null && 'state' in value && 'journal' in value,
);

/** Undefined where nobody answers: the run that noted its port is gone. */
async function askServer(server: string, customerId: string): Promise<CustomerStory | undefined> {
  const response = await fetch(`${server}/api/customers/${encodeURIComponent(customerId)}`).catch(
    () => undefined,
  );
  if (response === undefined) return undefined;
  const body: unknown = await response.json();
  if (response.ok) return storySchema.parse(body);
  const { error } = errorSchema.parse(body);
  throw new PerennialError(error.code, { message: error.message });
}
