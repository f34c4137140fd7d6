import type { StoredMessage, Mailbox as StoredMessages } from '../../../shared/app/console/mailbox.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Clock, Mailer, SendOutcome, Texter } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { bytesColumn, numberColumn, type Row, textColumn } from './sqlite-row.ts';

/** Takes every mail and every text, in place of a provider, and shows them. */
export interface Mailbox extends StoredMessages {
  readonly mailer: Mailer;
  readonly texter: Texter;
  count(): Promise<number>;
  /** Removes what was sent before this instant. Returns how many went. */
  removeBefore(instant: Instant): Promise<number>;
}

const INSERT = 'INSERT INTO mailbox (at, channel, sender, recipient, tags, raw) VALUES (?, ?, ?, ?, ?, ?)';
const LIST = 'SELECT * FROM mailbox ORDER BY id DESC LIMIT ?';
/** An unknown message has no id, and nothing is less than that. */
const LIST_BEFORE = `SELECT * FROM mailbox WHERE id < (SELECT id FROM mailbox WHERE id = ?)
  ORDER BY id DESC LIMIT ?`;

function messageOf(row: Row): StoredMessage {
  const tags: Record<string, string> = JSON.parse(textColumn(row, 'tags'));
  const raw = bytesColumn(row, 'raw');
  const frame = {
    id: String(numberColumn(row, 'id')),
    at: numberColumn(row, 'at'),
    to: textColumn(row, 'recipient'),
    tags,
  };
  return textColumn(row, 'channel') === 'sms'
    ? { ...frame, channel: 'sms', body: new TextDecoder().decode(raw) }
    : { ...frame, channel: 'email', from: textColumn(row, 'sender'), raw };
}

/** An id in the mailbox; 0, which no message has, for any other text. */
const rowIdOf = (id: string): number => (/^\d{1,15}$/.test(id) ? Number(id) : 0);

/** The mailbox of the local runtime, in the local database; a message's id is its `providerMessageId`. `clock` dates them. */
export function createSqliteMailbox(database: LocalDatabase, clock: Clock): Mailbox {
  const take = async (
    channel: 'email' | 'sms',
    sender: string,
    to: string,
    tags: Readonly<Record<string, string>>,
    raw: Uint8Array,
  ): Promise<SendOutcome> => {
    const insert = (): number | bigint =>
      database.statement(INSERT).run(clock.now(), channel, sender, to, JSON.stringify(tags), raw)
        .lastInsertRowid;
    return { status: 'sent', providerMessageId: String(await database.write(insert)) };
  };
  return {
    mailer: { send: ({ from, to, tags, raw }) => take('email', from, to, tags, raw) },
    texter: { send: ({ to, tags, body }) => take('sms', '', to, tags, new TextEncoder().encode(body)) },
    async list({ limit, before }) {
      const rows =
        before === undefined
          ? database.statement(LIST).all(limit)
          : database.statement(LIST_BEFORE).all(rowIdOf(before), limit);
      return rows.map(messageOf);
    },
    async get(id) {
      const row = database.statement('SELECT * FROM mailbox WHERE id = ?').get(rowIdOf(id));
      return row && messageOf(row);
    },
    removeBefore: (instant) =>
      database.write(() =>
        Number(database.statement('DELETE FROM mailbox WHERE at < ?').run(instant).changes),
      ),
    async count() {
      return numberColumn(
        database.statement('SELECT count(*) AS messages FROM mailbox').get() ?? {},
        'messages',
      );
    },
  };
}
