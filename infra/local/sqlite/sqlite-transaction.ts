import { keyOfWrite } from '../../../shared/aws/check-writes.ts';
import { bodyText, ttlSeconds } from '../../../shared/aws/dynamodb-item.ts';
import { counterBytes, itemBytes, tableWriteUnits, writeUnits } from '../../../shared/aws/request-units.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { ConsumedUnits, Key, TransactResult, Write, WriteCondition } from '../../../shared/ports.ts';
import { type CapturesChange, createChangeCapture } from './change-capture.ts';
import type { LocalDatabase } from './local-database.ts';
import { numberColumn } from './sqlite-row.ts';
import {
  type Envelope,
  envelopeValues,
  footprintOf,
  isSameIndexing,
  numbersOf,
  type StoredItem,
  storedItemOfRow,
} from './stored-item.ts';

const SELECT = `SELECT version, due_shard, due_at, audience_shard, audience_key, ttl, bytes, body
  FROM items WHERE pk = ? AND sk = ?`;
const INSERT = `INSERT INTO items
  (version, due_shard, due_at, audience_shard, audience_key, ttl, bytes, body, pk, sk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** Leaves the indexes alone, as most writes do. */
const UPDATE_BODY = 'UPDATE items SET version = ?, bytes = ?, body = ? WHERE pk = ? AND sk = ?';
const UPDATE = `UPDATE items SET
  version = ?, due_shard = ?, due_at = ?, audience_shard = ?, audience_key = ?, ttl = ?, bytes = ?, body = ?
  WHERE pk = ? AND sk = ?`;
const DELETE = 'DELETE FROM items WHERE pk = ? AND sk = ?';

interface Sized extends StoredItem {
  readonly bytes: number;
}

interface Planned {
  readonly key: Key;
  readonly before: Sized | undefined;
  readonly after: Sized | undefined;
  readonly holds: boolean;
}

function isMet(condition: WriteCondition, before: StoredItem | undefined): boolean {
  if (condition === 'none') return true;
  if (condition === 'absent') return before === undefined;
  return before?.envelope.version === condition.version;
}

/** The counter item after an `add`. */
function added(write: Extract<Write, { kind: 'add' }>, before: Sized | undefined): Sized {
  const { key, increments } = write;
  if (before && before.envelope.version !== 0) {
    throw new PerennialError('TABLE.NOT_A_COUNTER', {
      message: `Item ${key.sk} is not a counter item; put it, or add to another key.`,
    });
  }
  const numbers = before ? numbersOf(before.body) : {};
  for (const [name, increment] of Object.entries(increments))
    numbers[name] = (numbers[name] ?? 0) + increment;
  return {
    envelope: { pk: key.pk, sk: key.sk, version: 0 },
    body: JSON.stringify(numbers),
    bytes: counterBytes(key, numbers),
  };
}

/** The envelope as it will be read back: TTL in whole seconds, no other fields. */
function storedEnvelope({ pk, sk, version, due, audience, expiresAt }: Envelope): Envelope {
  return {
    pk,
    sk,
    version,
    ...(due && { due }),
    ...(audience && { audience }),
    ...(expiresAt !== undefined && { expiresAt: ttlSeconds(expiresAt) * 1000 }),
  };
}

function outcome(write: Write, before: Sized | undefined): Pick<Planned, 'after' | 'holds'> {
  switch (write.kind) {
    case 'put': {
      const body = bodyText(write.item);
      const after = { envelope: storedEnvelope(write.item), body, bytes: itemBytes(write.item, body) };
      return { after, holds: isMet(write.condition, before) };
    }
    case 'delete':
      return { after: undefined, holds: isMet(write.condition, before) };
    case 'add':
      return { after: added(write, before), holds: true };
  }
}

/** The writing side of the table; to be called inside `database.write`. Counts the units in `consumed`. */
export function createSqliteTransaction(
  database: LocalDatabase,
  captures: CapturesChange,
  consumed: ConsumedUnits,
) {
  const capture = createChangeCapture(database, captures);

  function plan(write: Write): Planned {
    const { pk, sk } = keyOfWrite(write);
    const key = { pk, sk };
    const row = database.statement(SELECT).get(pk, sk);
    const before = row && { ...storedItemOfRow(row, key), bytes: numberColumn(row, 'bytes') };
    return { key, before, ...outcome(write, before) };
  }

  function apply({ key, before, after }: Planned): void {
    if (after && !before) {
      database
        .statement(INSERT)
        .run(...envelopeValues(after.envelope), after.bytes, after.body, key.pk, key.sk);
    } else if (after && before && isSameIndexing(before.envelope, after.envelope)) {
      database.statement(UPDATE_BODY).run(after.envelope.version, after.bytes, after.body, key.pk, key.sk);
    } else if (after) {
      database
        .statement(UPDATE)
        .run(...envelopeValues(after.envelope), after.bytes, after.body, key.pk, key.sk);
    } else if (before) {
      database.statement(DELETE).run(key.pk, key.sk);
    }
    capture({ key, before, after });
  }

  return (writes: readonly Write[]): TransactResult => {
    const isTransactional = writes.length > 1;
    const planned = writes.map(plan);
    const failed = planned.flatMap((write, position) => (write.holds ? [] : [position]));
    if (failed.length > 0) {
      for (const { before, after } of planned) {
        consumed.writeUnits += tableWriteUnits(before?.bytes ?? 0, after?.bytes ?? 0, isTransactional);
      }
      return { status: 'conflict', failed };
    }
    for (const write of planned) {
      apply(write);
      const { before, after } = write;
      const units = writeUnits(
        before && footprintOf(before.envelope, before.bytes),
        after && footprintOf(after.envelope, after.bytes),
        isTransactional,
      );
      consumed.writeUnits += units.table + units.due + units.audience;
    }
    return { status: 'committed' };
  };
}
