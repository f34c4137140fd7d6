import {
  counterAttributes,
  type ItemAttributes,
  itemAttributes,
  ttlSeconds,
} from '../../../shared/aws/dynamodb-item.ts';
import type { Footprint } from '../../../shared/aws/request-units.ts';
import type { Item, Json, Key } from '../../../shared/ports.ts';
import { numberColumn, type Row, textColumn } from './sqlite-row.ts';

/** An item without its body. */
export type Envelope = Omit<Item<unknown>, 'body'>;

/** An item as the file holds it: the body as text. */
export interface StoredItem {
  readonly envelope: Envelope;
  readonly body: string;
}

/** Columns that hold an envelope, in the order of `envelopeValues`. */
export const ENVELOPE_COLUMNS = [
  'version',
  'due_shard',
  'due_at',
  'audience_shard',
  'audience_key',
  'ttl',
] as const;

export const envelopeValues = ({
  version,
  due,
  audience,
  expiresAt,
}: Envelope): (string | number | null)[] => [
  version,
  due?.shard ?? null,
  due?.at ?? null,
  audience?.shard ?? null,
  audience?.key ?? null,
  expiresAt === undefined ? null : ttlSeconds(expiresAt),
];

/** Reads the columns of `ENVELOPE_COLUMNS` and `body`, each under `prefix` and its name. */
export function storedItemOfRow(row: Row, key: Key, prefix = ''): StoredItem {
  const column = (name: string): string => `${prefix}${name}`;
  return {
    envelope: {
      pk: key.pk,
      sk: key.sk,
      version: numberColumn(row, column('version')),
      ...(row[column('due_shard')] !== null && {
        due: { shard: textColumn(row, column('due_shard')), at: numberColumn(row, column('due_at')) },
      }),
      ...(row[column('audience_shard')] !== null && {
        audience: {
          shard: textColumn(row, column('audience_shard')),
          key: textColumn(row, column('audience_key')),
        },
      }),
      ...(row[column('ttl')] !== null && { expiresAt: numberColumn(row, column('ttl')) * 1000 }),
    },
    body: textColumn(row, column('body')),
  };
}

/** The item as the functions see it. */
export function itemOfStored({ envelope, body }: StoredItem): Item {
  const parsed: Json = JSON.parse(body);
  return { ...envelope, body: parsed };
}

/** The numbers of a counter item's body. */
export function numbersOf(body: string): Record<string, number> {
  const numbers: Record<string, number> = JSON.parse(body);
  return numbers;
}

/** The item as DynamoDB and its stream hold it; version 0 marks a counter item. */
export const attributesOfStored = ({ envelope, body }: StoredItem): ItemAttributes =>
  envelope.version === 0 ? counterAttributes(envelope, numbersOf(body)) : itemAttributes(envelope, body);

export const isSameIndexing = (one: Envelope, other: Envelope): boolean =>
  one.due?.shard === other.due?.shard &&
  one.due?.at === other.due?.at &&
  one.audience?.shard === other.audience?.shard &&
  one.audience?.key === other.audience?.key &&
  one.expiresAt === other.expiresAt;

export const footprintOf = (envelope: Envelope, bytes: number): Footprint => ({
  bytes,
  due: envelope.due,
  audience: envelope.audience,
});
