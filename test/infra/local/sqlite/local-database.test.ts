import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalDatabase, openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { SCHEMA_VERSION } from '../../../../infra/local/sqlite/schema.ts';
import { copyAsIfKilled } from '../../../support/copy-as-if-killed.ts';
import { limitFileSize } from '../../../support/limit-file-size.ts';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perennial-database-'));
  file = join(directory, 'perennial.db');
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

const setPosition = 'INSERT OR REPLACE INTO positions (consumer, cursor) VALUES (?, ?)';
const open = (path = file) => {
  const database = openLocalDatabase(path);
  return {
    database,
    set: (consumer: string, cursor: string) =>
      database.write(() => void database.statement(setPosition).run(consumer, cursor)),
    get: (consumer: string): unknown =>
      database.statement('SELECT cursor FROM positions WHERE consumer = ?').get(consumer)?.cursor,
  };
};

describe('a group of writes', () => {
  it('runs in the order of the calls, in one transaction', async () => {
    const { database } = open(':memory:');
    const order: number[] = [];
    let isInTransaction = true;
    const read = () => {
      try {
        database.statement('BEGIN').run();
        isInTransaction = false;
      } catch {
        // A transaction is open already.
      }
    };
    const writes = [1, 2, 3].map((number) =>
      database.write(() => {
        read();
        order.push(number);
        return number;
      }),
    );
    expect(order).toEqual([]);
    expect(await Promise.all(writes)).toEqual([1, 2, 3]);
    expect(order).toEqual([1, 2, 3]);
    expect(isInTransaction).toBe(true);
  });

  it('undoes alone the work that throws', async () => {
    const { database, set, get } = open(':memory:');
    const failing = database.write(() => {
      database.statement(setPosition).run('b', 'lost');
      throw new Error('no');
    });
    const results = await Promise.allSettled([set('a', '1'), failing, set('c', '3')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([get('a'), get('b'), get('c')]).toEqual(['1', undefined, '3']);
  });

  it('sees what earlier work of its group wrote', async () => {
    const { database, set, get } = open(':memory:');
    void set('a', '1');
    expect(await database.write(() => get('a'))).toBe('1');
  });

  it('may be larger than one transaction takes', async () => {
    const { database, set } = open(':memory:');
    await Promise.all(Array.from({ length: 2_500 }, (_, number) => set(String(number), 'x')));
    expect(database.statement('SELECT count(*) AS n FROM positions').get()?.n).toBe(2_500);
  });

  it('fails as a whole where the file does, with an error that names it', async () => {
    const { database, set } = open();
    // Stands in for a full disk: the file may not grow.
    database.statement('PRAGMA max_page_count = 1').get();
    const results = await Promise.allSettled([set('a', 'x'.repeat(500_000)), set('b', 'x'.repeat(500_000))]);
    expect(results).toMatchObject([
      { status: 'rejected', reason: { code: 'LOCAL.DATABASE_FULL', details: { file } } },
      { status: 'rejected', reason: { code: 'LOCAL.DATABASE_FULL' } },
    ]);
    await database.close();
  });
});

describe('durability', () => {
  /** The rows of the file as the next process would find it if this one died now. */
  async function rowsAfterKill(): Promise<number[]> {
    const copy = join(directory, 'copy.db');
    copyAsIfKilled(file, copy);
    const { database } = open(copy);
    const rows = database.statement('SELECT consumer FROM positions').all();
    await database.close();
    return rows.map(({ consumer }) => Number(consumer)).sort((a, b) => a - b);
  }

  const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

  it.each(['power-loss', 'process-death'] as const)(
    '%s: what is resolved outlives the process',
    async (durability) => {
      const { database, set } = open();
      database.setDurability(durability);
      for (const number of upTo(5)) {
        await set(String(number), 'x');
        expect(await rowsAfterKill()).toEqual(upTo(number + 1));
      }
      await database.close();
    },
  );

  it('eventual: a killed process leaves the file as it was a little earlier, as a whole', async () => {
    const { database, set, get } = open();
    database.setDurability('eventual');
    for (const number of upTo(200)) await set(String(number), 'x');
    expect(get('199')).toBe('x');
    const left = await rowsAfterKill();
    expect(left.length).toBeGreaterThan(100);
    expect(left.length).toBeLessThan(200);
    expect(left).toEqual(upTo(left.length));
    await database.close();
  });

  it.each<[string, (database: LocalDatabase) => unknown]>([
    ['commit', (database) => database.commit()],
    ['another durability', (database) => database.setDurability('power-loss')],
    ['compact', (database) => database.compact()],
    ['close', (database) => database.close()],
  ])('eventual: nothing that was resolved is lost from %s on', async (_, settle) => {
    const { database, set } = open();
    database.setDurability('eventual');
    await set('0', 'x');
    expect(await rowsAfterKill()).toEqual([]);
    await settle(database);
    expect(await rowsAfterKill()).toEqual([0]);
    await database.close();
  });

  it('is asked for in vain once the file is closed, which had committed all', async () => {
    const { database, set } = open();
    database.setDurability('eventual');
    await set('0', 'x');
    await database.close();
    await database.commit();
    expect(await rowsAfterKill()).toEqual([0]);
  });

  it('eventual: a file that fails undoes what was resolved, takes nothing more, and stands at the last commit', async () => {
    const { database, set } = open();
    database.setDurability('eventual');
    await set('0', 'x');
    await database.commit();
    await set('1', 'x');
    database.statement('PRAGMA max_page_count = 1').get();
    for (const value of ['x'.repeat(500_000), 'x'])
      await expect(set('2', value)).rejects.toMatchObject({ code: 'LOCAL.DATABASE_FULL' });
    await database.close();
    expect(await rowsAfterKill()).toEqual([0]);
  });
  it('is refused with the file named where what is in the log cannot be folded into it', () => {
    const module = new URL('../../../../infra/local/sqlite/local-database.ts', import.meta.url);
    const script = `
      import { openLocalDatabase } from ${JSON.stringify(module.href)};
      const database = openLocalDatabase(${JSON.stringify(file)});
      const fill = (consumer) =>
        database.write(() => database.statement(${JSON.stringify(setPosition)}).run(consumer, 'x'.repeat(1_500_000)));
      await fill('a');
      database.setDurability('power-loss');
      await fill('b');
      try {
        database.setDurability('power-loss');
      } catch (error) {
        console.log(error.code, error.message);
      }`;
    const node = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      script,
    ];
    // The log holds one text, and the file cannot hold both.
    const [program, ...args] = limitFileSize(2_048, node);
    const run = spawnSync(program, args, { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^LOCAL\.DATABASE_(FULL|FAILED) .*perennial\.db/);
  });
});

describe('closing', () => {
  it('finishes what was queued, and refuses more', async () => {
    const { database, set } = open();
    const queued = set('a', '1');
    await database.close();
    await queued;
    await expect(set('b', '2')).rejects.toMatchObject({ code: 'LOCAL.DATABASE_CLOSED' });
    const again = open();
    expect(again.get('a')).toBe('1');
    await again.database.close();
    await again.database.close();
  });
});

describe('opening', () => {
  it('refuses a file that another has open, and names it', async () => {
    const { database } = open();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'LOCAL.DATABASE_LOCKED', retryable: true }));
    expect(() => open()).toThrow(file);
    await database.close();
    await open().database.close();
  });

  it('refuses a file that is no database', () => {
    writeFileSync(file, 'orders.csv, not a database '.repeat(100));
    expect(() => open()).toThrow(expect.objectContaining({ code: 'LOCAL.DATABASE_CORRUPT' }));
  });

  it("refuses another program's database", () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE notes (text TEXT)');
    other.close();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'LOCAL.DATABASE_FOREIGN' }));
  });

  it('refuses a file of a newer version', async () => {
    await open().database.close();
    const newer = new DatabaseSync(file);
    newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'LOCAL.DATABASE_NEWER' }));
  });

  it('takes the mail of a file of the first version along', async () => {
    await open().database.close();
    const older = new DatabaseSync(file);
    older.exec(`ALTER TABLE mailbox DROP COLUMN channel; PRAGMA user_version = 1;
      INSERT INTO mailbox (at, sender, recipient, tags, raw) VALUES (1, 'a@x.example', 'b@x.example', '{}', x'41')`);
    older.close();
    const { database } = open();
    expect(database.statement('SELECT id, channel FROM mailbox').all()).toEqual([
      { id: 1, channel: 'email' },
    ]);
    await database.close();
    await open().database.close();
  });

  it('refuses a place where no file can be', () => {
    expect(() => open(join(directory, 'nowhere', 'perennial.db'))).toThrow(
      expect.objectContaining({ code: 'LOCAL.DATABASE_UNWRITABLE' }),
    );
  });
});
