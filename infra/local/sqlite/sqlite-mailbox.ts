import type { StoredMail, Mailbox as StoredMails } from '../../../shared/app/console/mailbox.ts';
import type { Clock, Mailer } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { bytesColumn, numberColumn, type Row, textColumn } from './sqlite-row.ts';

/** Takes every mail, in place of a provider, and shows it. */
export interface Mailbox extends Mailer, StoredMails {
  count(): Promise<number>;
}

const INSERT = 'INSERT INTO mailbox (at, sender, recipient, tags, raw) VALUES (?, ?, ?, ?, ?)';
const LIST = 'SELECT * FROM mailbox ORDER BY id DESC LIMIT ?';
/** An unknown mail has no id, and nothing is less than that. */
const LIST_BEFORE = `SELECT * FROM mailbox WHERE id < (SELECT id FROM mailbox WHERE id = ?)
  ORDER BY id DESC LIMIT ?`;

function mailOf(row: Row): StoredMail {
  const tags: Record<string, string> = JSON.parse(textColumn(row, 'tags'));
  return {
    id: String(numberColumn(row, 'id')),
    at: numberColumn(row, 'at'),
    from: textColumn(row, 'sender'),
    to: textColumn(row, 'recipient'),
    tags,
    raw: bytesColumn(row, 'raw'),
  };
}

/** An id in the mailbox; 0, which no mail has, for any other text. */
const rowIdOf = (id: string): number => (/^\d{1,15}$/.test(id) ? Number(id) : 0);

/** The mailbox of the local runtime, in the local database; a mail's id is its `providerMessageId`. `clock` dates them. */
export function createSqliteMailbox(database: LocalDatabase, clock: Clock): Mailbox {
  return {
    async send({ from, to, raw, tags }) {
      const insert = (): number | bigint =>
        database.statement(INSERT).run(clock.now(), from, to, JSON.stringify(tags), raw).lastInsertRowid;
      return { status: 'sent', providerMessageId: String(await database.write(insert)) };
    },
    async list({ limit, before }) {
      const rows =
        before === undefined
          ? database.statement(LIST).all(limit)
          : database.statement(LIST_BEFORE).all(rowIdOf(before), limit);
      return rows.map(mailOf);
    },
    async get(id) {
      const row = database.statement('SELECT * FROM mailbox WHERE id = ?').get(rowIdOf(id));
      return row && mailOf(row);
    },
    async count() {
      return numberColumn(database.statement('SELECT count(*) AS mails FROM mailbox').get() ?? {}, 'mails');
    },
  };
}
