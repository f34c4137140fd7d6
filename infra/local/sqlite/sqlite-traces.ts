import { customerPartition, reportCheckpointKey } from '../../../shared/app/item-keys.ts';
import type { Person, Traces } from '../../../shared/app/privacy/traces.ts';
import { countChanges } from '../../../shared/app/report/count-changes.ts';
import { checkpointSequence } from '../../../shared/app/report/fold-report.ts';
import { changeOfRecord } from '../../../shared/aws/stream-change.ts';
import type { Table, Write } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { namesPerson } from './names-person.ts';
import { recordOfRow, SQLITE_SHARD_ID } from './sqlite-change-feed.ts';
import { numberColumn, textColumn } from './sqlite-row.ts';
import { createSqliteTransaction } from './sqlite-transaction.ts';

const SELECT_CHANGES = 'SELECT * FROM changes WHERE pk = ? ORDER BY sequence';
const DELETE_CHANGES = 'DELETE FROM changes WHERE pk = ?';
const SELECT_MESSAGES = 'SELECT id, body FROM messages WHERE id > ? ORDER BY id LIMIT 500';
const DELETE_MESSAGE = 'DELETE FROM messages WHERE id = ?';
const DELETE_MAIL = 'DELETE FROM mailbox WHERE id = ?';
const DELETE_MAIL_TO = 'DELETE FROM mailbox WHERE lower(recipient) = lower(?)';

/**
 * What the local database keeps of a person beside the table's items. Nothing else may be at work in the database meanwhile; `onRemoved` is told when
 * records of changes have gone, so that whoever keeps some in memory lets go of them.
 */
export function createSqliteTraces(
  database: LocalDatabase,
  table: Table,
  onRemoved = (): void => {},
): Traces {
  const transact = createSqliteTransaction(database, () => false, { readUnits: 0, writeUnits: 0 });

  /** Changes that `report` has not read yet are counted here, for numbers stay; nobody is told of their facts any more. */
  async function forgetChanges({ customerId }: Person): Promise<number> {
    const pk = customerPartition(customerId);
    const checkpoint = await table.get(reportCheckpointKey(SQLITE_SHARD_ID), { consistent: true });
    const counted = checkpointSequence(checkpoint);
    const removed = await database.write(() => {
      const uncounted = database
        .statement(SELECT_CHANGES)
        .all(pk)
        .map((row) => changeOfRecord(recordOfRow(row)))
        .filter(({ kind, sequence }) => kind !== 'remove' && BigInt(sequence) > counted);
      const additions = countChanges(uncounted).filter(isAddition);
      for (const addition of additions) transact([addition]);
      return Number(database.statement(DELETE_CHANGES).run(pk).changes);
    });
    if (removed > 0) onRemoved();
    return removed;
  }

  async function forgetMessagesInQueues(person: Person): Promise<number> {
    let removed = 0;
    for (let last = 0; ; ) {
      const rows = database.statement(SELECT_MESSAGES).all(last);
      const end = rows.at(-1);
      if (end === undefined) return removed;
      const own = rows.filter((row) => namesPerson(textColumn(row, 'body'), person));
      await database.write(() => {
        for (const row of own) database.statement(DELETE_MESSAGE).run(numberColumn(row, 'id'));
      });
      removed += own.length;
      last = numberColumn(end, 'id');
    }
  }

  return {
    forgetMessages: (providerMessageIds) =>
      database.write(() => {
        const ids = providerMessageIds.filter((id) => /^\d{1,15}$/.test(id));
        return ids.reduce(
          (sum, id) => sum + Number(database.statement(DELETE_MAIL).run(Number(id)).changes),
          0,
        );
      }),
    async forget(person) {
      const mail = await database.write(() =>
        person.addresses.reduce(
          (sum, address) => sum + Number(database.statement(DELETE_MAIL_TO).run(address).changes),
          0,
        ),
      );
      return { mail, change: await forgetChanges(person), message: await forgetMessagesInQueues(person) };
    },
    finish: () => database.compact(),
  };
}

const isAddition = (write: Write): write is Extract<Write, { kind: 'add' }> => write.kind === 'add';
