import type { Change, Key } from '../../../shared/ports.ts';
import type { LocalDatabase } from './local-database.ts';
import { ENVELOPE_COLUMNS, envelopeValues, type StoredItem } from './stored-item.ts';

/** Which changes somebody reads; the others leave no record. */
export type CapturesChange = (change: { readonly kind: Change['kind']; readonly key: Key }) => boolean;

const images = ['old_', 'new_'].flatMap((prefix) =>
  [...ENVELOPE_COLUMNS, 'body'].map((column) => `${prefix}${column}`),
);
const INSERT = `INSERT INTO changes (kind, expired, pk, sk, ${images.join(', ')})
  VALUES (?, ?, ?, ?, ${images.map(() => '?').join(', ')})`;

const NO_IMAGE = Array.from({ length: ENVELOPE_COLUMNS.length + 1 }, () => null);

const imageValues = (stored: StoredItem | undefined): (string | number | null)[] =>
  stored ? [...envelopeValues(stored.envelope), stored.body] : NO_IMAGE;

function kindOf(before: StoredItem | undefined, after: StoredItem | undefined): Change['kind'] {
  if (!before) return 'insert';
  return after ? 'modify' : 'remove';
}

function isUnchanged(before: StoredItem, after: StoredItem): boolean {
  const values = envelopeValues(after.envelope);
  return (
    before.body === after.body &&
    envelopeValues(before.envelope).every((value, position) => value === values[position])
  );
}

export interface ChangeOfItem {
  readonly key: Key;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
  /** Removed by its TTL. */
  readonly expired?: boolean;
}

/**
 * Records changes inside the transaction that makes them. As in DynamoDB's stream, a write that leaves the item as it
 * was is no change.
 */
export function createChangeCapture(database: LocalDatabase, captures: CapturesChange) {
  return (change: ChangeOfItem): void => {
    const { key, before, after } = change;
    if (!before && !after) return;
    const kind = kindOf(before, after);
    if (!captures({ kind, key }) || (before && after && isUnchanged(before, after))) return;
    database
      .statement(INSERT)
      .run(kind, change.expired ? 1 : 0, key.pk, key.sk, ...imageValues(before), ...imageValues(after));
  };
}
