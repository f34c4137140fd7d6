import type { LocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteChangeFeed } from '../../infra/local/sqlite/sqlite-change-feed.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { relayFacts } from '../../shared/app/dispatch/relay-facts.ts';
import { CLAIM_PREFIX, JOURNAL_PREFIX, STATE_SORT_KEY, WEBHOOK_PREFIX } from '../../shared/app/item-keys.ts';
import { journalEntryOf } from '../../shared/app/journal-entry-of.ts';
import { foldReport } from '../../shared/app/report/fold-report.ts';
import { changeOfRecord } from '../../shared/aws/stream-change.ts';
import type { Change, Table } from '../../shared/ports.ts';

/** What `dispatch` made of journal entries. */
export interface Relayed {
  /** Journal entries. */
  entries: number;
  /** Journal entries that only tell of a changed RFM score. */
  rfmOnly: number;
  /** Facts put on the bus. */
  published: number;
  /** Messages put on the outbound queue. */
  messages: number;
  /** Webhooks put on theirs. */
  webhooks: number;
}

const READ_AT_ONCE = 5_000;

/** What the stream's filters let through to `report`. */
const isCounted = ({ key: { sk }, kind }: Change): boolean =>
  sk.startsWith(JOURNAL_PREFIX) || sk.startsWith(WEBHOOK_PREFIX)
    ? kind === 'insert'
    : sk.startsWith(CLAIM_PREFIX) || sk === STATE_SORT_KEY;

/** The two readers of the table's stream, `dispatch` and `report`, run by hand. */
export class StreamReaders {
  private cursor: string | undefined;
  private counted: Change[] = [];
  private readonly database: LocalDatabase;
  private readonly table: Table;

  constructor(database: LocalDatabase, table: Table) {
    this.database = database;
    this.table = table;
  }

  /** Changes that `report` has not counted yet. */
  get waiting(): number {
    return this.counted.length;
  }

  /** Lets `dispatch` have what is new, and keeps it for `report`. */
  async relay(count: Relayed): Promise<void> {
    const feed = createSqliteChangeFeed(this.database);
    for (;;) {
      const { records, cursor } = await feed.read(this.cursor, READ_AT_ONCE);
      if (records.length === 0) return;
      this.cursor = cursor;
      const changes = records.map(changeOfRecord);
      const entries = changes.flatMap((change) => journalEntryOf(change) ?? []);
      count.entries += entries.length;
      count.rfmOnly += entries.filter(({ facts }) =>
        facts.every(({ kind }) => kind === 'rfm.changed'),
      ).length;
      await relayFacts(changes, {
        bus: {
          publish: async (entries) => {
            count.published += entries.length;
            return entries.map(() => ({ status: 'published' }));
          },
        },
        outbound: {
          send: async (messages) => {
            count.messages += messages.length;
          },
          depth: async () => 0,
        },
        webhooks: {
          send: async (orders) => {
            count.webhooks += orders.length;
          },
          depth: async () => 0,
        },
        table: createSqliteTable(this.database, () => true),
      });
      this.counted.push(...changes.filter(isCounted));
      await feed.trim(cursor);
    }
  }

  /** Lets `report` count up to so many changes as one batch; answers how many it did. */
  async fold(limit: number): Promise<number> {
    const batch = this.counted.slice(0, limit);
    this.counted = this.counted.slice(limit);
    await foldReport('shard', batch, this.table);
    return batch.length;
  }
}
