import { PerennialError } from '../../../shared/perennial-error.ts';
import type { QueueMessage } from '../../../shared/ports.ts';
import type { QueueCounts, QueueService, QueueSettings, ReceivedMessage } from '../queue-service.ts';
import type { LocalDatabase } from './local-database.ts';
import { numberColumn, type Row, textColumn } from './sqlite-row.ts';

/** A name that no resolver knows (RFC 2606), so that nobody takes the URL for a server. */
const URL_PREFIX = 'https://queue.invalid/';

/** Messages of one INSERT. */
const ROWS_AT_ONCE = 25;

const insertOf = (rows: number): string =>
  `INSERT INTO messages (queue, visible_at, receive_count, sent_at, group_id, body) VALUES
    ${Array.from({ length: rows }, () => '(?, ?, 0, ?, ?, ?)').join(', ')}`;

const SELECT_VISIBLE = `SELECT id, receive_count, sent_at, group_id, body FROM messages
  WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, receive_count, id LIMIT ?`;
const HIDE = 'UPDATE messages SET visible_at = ?, receive_count = receive_count + 1 WHERE id = ?';
const MOVE = 'UPDATE messages SET queue = ?, visible_at = ? WHERE id = ?';
const DELETE_HANDLE = 'DELETE FROM messages WHERE id = ? AND receive_count = ?';
/** What has been visible for longer than it is kept was sent before that. */
const DELETE_EXPIRED = 'DELETE FROM messages WHERE queue = ? AND visible_at < ? AND sent_at < ?';
const COUNT = `SELECT count(*) AS total, total(visible_at > ?2) AS hidden, total(visible_at > ?2 AND receive_count > 0) AS in_flight
  FROM messages WHERE queue = ?1 AND visible_at >= ?3`;

interface QueueRow {
  readonly id: number;
  readonly visibilityTimeoutMs: number;
  readonly retentionMs: number;
  readonly redrive?: { readonly deadLetterQueue: number; readonly maxReceiveCount: number };
}

/** A handle is the message and the receive that it is of: a later receive makes it void. */
function parseHandle(handle: string): [id: number, receiveCount: number] {
  const [id, receiveCount] = handle.split('.').map(Number);
  return [id ?? 0, receiveCount ?? 0];
}

function queueOfRow(row: Row): QueueRow {
  const maxReceiveCount = row.max_receive_count;
  return {
    id: numberColumn(row, 'id'),
    visibilityTimeoutMs: numberColumn(row, 'visibility_timeout_ms'),
    retentionMs: numberColumn(row, 'retention_ms'),
    ...(typeof maxReceiveCount === 'number' && {
      redrive: { deadLetterQueue: numberColumn(row, 'dead_letter_queue'), maxReceiveCount },
    }),
  };
}

/**
 * The queues of the embedded default, in the local database. Times are of `now`, the wall clock: a visibility timeout
 * guards against a process that died, whatever the clock of the shop says. No order is promised; a message that comes
 * back queues up behind those that wait.
 */
export function createSqliteQueueService(
  database: LocalDatabase,
  now: () => number = Date.now,
): QueueService {
  const queues = new Map<string, QueueRow>();

  function readQueue(name: string): QueueRow | undefined {
    const row = database.statement('SELECT * FROM queues WHERE name = ?').get(name);
    return row && queueOfRow(row);
  }

  function queueAt(url: string): QueueRow {
    const queue =
      queues.get(url) ?? (url.startsWith(URL_PREFIX) ? readQueue(url.slice(URL_PREFIX.length)) : undefined);
    if (!queue) {
      throw new PerennialError('QUEUE.UNKNOWN', {
        message: `There is no queue ${url} here. Make it first; its URL is what making it returned.`,
      });
    }
    queues.set(url, queue);
    return queue;
  }

  function insertQueue({ name, visibilityTimeoutSeconds, retentionSeconds, redrive }: QueueSettings): void {
    const deadLetterQueue = redrive && queueAt(`${URL_PREFIX}${redrive.deadLetterQueue}`).id;
    database
      .statement(`INSERT INTO queues (name, visibility_timeout_ms, retention_ms, dead_letter_queue, max_receive_count)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
        visibility_timeout_ms = excluded.visibility_timeout_ms, retention_ms = excluded.retention_ms,
        dead_letter_queue = excluded.dead_letter_queue, max_receive_count = excluded.max_receive_count`)
      .run(
        name,
        visibilityTimeoutSeconds * 1000,
        retentionSeconds * 1000,
        deadLetterQueue ?? null,
        redrive?.maxReceiveCount ?? null,
      );
  }

  function insertMessages(queue: QueueRow, messages: readonly QueueMessage[]): void {
    const sentAt = now();
    for (let start = 0; start < messages.length; start += ROWS_AT_ONCE) {
      const chunk = messages.slice(start, start + ROWS_AT_ONCE);
      const values = chunk.flatMap(({ body, groupId, delaySeconds = 0 }) => [
        queue.id,
        sentAt + delaySeconds * 1000,
        sentAt,
        groupId ?? null,
        body,
      ]);
      database.statement(insertOf(chunk.length)).run(...values);
    }
  }

  /** Hides up to `max` messages; moves those that were received too often to the dead-letter queue instead. */
  function receiveVisible(queue: QueueRow, max: number): ReceivedMessage[] {
    const instant = now();
    const oldest = instant - queue.retentionMs;
    database.statement(DELETE_EXPIRED).run(queue.id, oldest, oldest);
    const received: ReceivedMessage[] = [];
    while (received.length < max) {
      const rows = database.statement(SELECT_VISIBLE).all(queue.id, instant, max - received.length);
      if (rows.length === 0) break;
      for (const row of rows) {
        const message = takeOne(queue, row, instant);
        if (message) received.push(message);
      }
    }
    return received;
  }

  function takeOne(queue: QueueRow, row: Row, instant: number): ReceivedMessage | undefined {
    const id = numberColumn(row, 'id');
    const receiveCount = numberColumn(row, 'receive_count') + 1;
    const sentAt = numberColumn(row, 'sent_at');
    if (queue.redrive && receiveCount > queue.redrive.maxReceiveCount) {
      database.statement(MOVE).run(queue.redrive.deadLetterQueue, instant, id);
      return undefined;
    }
    if (sentAt < instant - queue.retentionMs) {
      database.statement('DELETE FROM messages WHERE id = ?').run(id);
      return undefined;
    }
    // A millisecond at least, so that one call does not receive a message twice.
    database.statement(HIDE).run(instant + Math.max(1, queue.visibilityTimeoutMs), id);
    return {
      messageId: String(id),
      receiptHandle: `${id}.${receiveCount}`,
      body: textColumn(row, 'body'),
      receiveCount,
      sentAt,
      ...(row.group_id !== null && { groupId: textColumn(row, 'group_id') }),
    };
  }

  async function counts(url: string): Promise<QueueCounts> {
    const queue = queueAt(url);
    const row = database.statement(COUNT).get(queue.id, now(), now() - queue.retentionMs) ?? {};
    const hidden = numberColumn(row, 'hidden');
    const inFlight = numberColumn(row, 'in_flight');
    return { visible: numberColumn(row, 'total') - hidden, inFlight, delayed: hidden - inFlight };
  }

  return {
    async create(settings) {
      const url = `${URL_PREFIX}${settings.name}`;
      await database.write(() => insertQueue(settings));
      queues.delete(url);
      return { url };
    },
    queue: (url) => ({
      async send(messages) {
        const queue = queueAt(url);
        if (messages.length > 0) await database.write(() => insertMessages(queue, messages));
      },
      async depth() {
        const { visible, inFlight, delayed } = await counts(url);
        return visible + inFlight + delayed;
      },
    }),
    async receive(url, max) {
      const queue = queueAt(url);
      // Most polls of a quiet queue find nothing, and need no transaction for that.
      if (database.statement(SELECT_VISIBLE).get(queue.id, now(), 1) === undefined) return [];
      return await database.write(() => receiveVisible(queue, max));
    },
    delete: (url, receiptHandles) =>
      database.write(() => {
        queueAt(url);
        for (const handle of receiptHandles) database.statement(DELETE_HANDLE).run(...parseHandle(handle));
      }),
    release: (url, receiptHandles) =>
      database.write(() => {
        queueAt(url);
        const sql = 'UPDATE messages SET visible_at = ? WHERE id = ? AND receive_count = ?';
        for (const handle of receiptHandles) database.statement(sql).run(now(), ...parseHandle(handle));
      }),
    counts,
    recover: () =>
      database.write(() => {
        // Before what was sent in the same millisecond and still waits: they come back in their old place.
        const sql = 'UPDATE messages SET visible_at = sent_at - 1 WHERE visible_at > ? AND receive_count > 0';
        database.statement(sql).run(now());
      }),
  };
}
