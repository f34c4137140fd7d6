import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalDatabase, openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

/** Reads in the file of a data folder that no run holds. Throws `CLI.NO_DATA`, and what `openLocalDatabase` throws. */
export async function withLocalDatabase<Result>(
  data: string,
  read: (database: LocalDatabase) => Promise<Result>,
): Promise<Result> {
  const file = join(data, 'perennial.db');
  if (!existsSync(file))
    throw new PerennialError('CLI.NO_DATA', {
      message: `There is no data in ${data}. Run npm start first, or name another folder with --data.`,
    });
  const database = openLocalDatabase(file);
  try {
    return await read(database);
  } finally {
    await database.close();
  }
}
