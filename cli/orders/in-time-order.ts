import { DatabaseSync } from 'node:sqlite';
import { type ShopEvent, shopEventSchema } from '../../shared/contracts/shop-event.ts';
import type { Instant } from '../../shared/domain/instant.ts';

export interface TimeOrderOptions {
  /** More events than this are sorted on disk, in a temporary file, instead of in memory. */
  readonly memoryEvents?: number;
}

const DEFAULT_MEMORY_EVENTS = 1_000_000;
const ROWS_A_TRANSACTION = 50_000;

interface Timed {
  readonly at: Instant;
  readonly event: ShopEvent;
}

/** Sorts on disk: SQLite's own temporary database, which it removes by itself, also after a kill. */
class SpilledEvents {
  readonly #database = new DatabaseSync('');
  readonly #insert;
  #count = 0;

  constructor() {
    this.#database.exec(
      'CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL); BEGIN',
    );
    this.#insert = this.#database.prepare('INSERT INTO event (at, body) VALUES (?, ?)');
  }

  add({ at, event }: Timed): void {
    this.#insert.run(at, JSON.stringify(event));
    this.#count++;
    if (this.#count % ROWS_A_TRANSACTION === 0) {
      this.#database.exec('COMMIT; BEGIN');
    }
  }

  /** Closes itself when the last event has been taken, or no more are wanted. */
  *sorted(): Generator<ShopEvent> {
    this.#database.exec('COMMIT');
    try {
      for (const row of this.#database.prepare('SELECT body FROM event ORDER BY at, seq').iterate()) {
        yield shopEventSchema.parse(JSON.parse(String(row.body)));
      }
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#database.close();
  }
}

/**
 * Gives the events in the order in which they happened; those of one instant stay in the order in which they came. All
 * events, which come some at a time, are taken in before the first is given out, which then needs no more waiting.
 */
export async function inTimeOrder(
  events: AsyncIterable<readonly ShopEvent[]>,
  options: TimeOrderOptions = {},
): Promise<Iterable<ShopEvent>> {
  const memoryEvents = options.memoryEvents ?? DEFAULT_MEMORY_EVENTS;
  const held: Timed[] = [];
  let spilled: SpilledEvents | undefined;
  let isSorted = true;
  let latest = Number.NEGATIVE_INFINITY;
  try {
    for await (const some of events) {
      for (const event of some) {
        const at = Date.parse(event.occurredAt);
        isSorted &&= at >= latest;
        latest = at;
        held.push({ at, event });
      }
      if (spilled === undefined && held.length <= memoryEvents) continue;
      spilled ??= new SpilledEvents();
      for (const early of held) spilled.add(early);
      held.length = 0;
    }
  } catch (error) {
    spilled?.close();
    throw error;
  }
  if (spilled !== undefined) return spilled.sorted();
  // Array.prototype.sort is stable, which keeps the order within an instant.
  if (!isSorted) held.sort((a, b) => a.at - b.at);
  return held.map(({ event }) => event);
}
