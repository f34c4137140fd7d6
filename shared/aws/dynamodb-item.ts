import { PerennialError } from '../perennial-error.ts';
import type { Item, Json, Key } from '../ports.ts';
import { COUNTER_ATTRIBUTE_PREFIX } from './table-definition.ts';

/** Attributes as this table writes them: texts and numbers only. */
export type ItemAttributes = Record<string, { readonly S: string } | { readonly N: string }>;

/** Attributes as the SDK, a stream and a Lambda event hand them over. */
export type AttributeSource = Readonly<
  Record<string, { readonly S?: string | undefined; readonly N?: string | undefined }>
>;

/** The body as the table stores it. Throws `TABLE.BODY_NOT_JSON` for what JSON cannot hold. */
export function bodyText(item: Item<unknown>): string {
  const text: string | undefined = JSON.stringify(item.body);
  if (text === undefined) {
    throw new PerennialError('TABLE.BODY_NOT_JSON', {
      message: `The body of item ${item.sk} is not JSON (${typeof item.body}). Give it a JSON value.`,
    });
  }
  return text;
}

/** DynamoDB's TTL wants epoch seconds; rounded up, so that an item never ends early. */
export const ttlSeconds = (expiresAt: number): number => Math.ceil(expiresAt / 1000);

export const keyAttributes = (key: Key): ItemAttributes => ({ pk: { S: key.pk }, sk: { S: key.sk } });

/** An item as attributes; `body` is its body as text, so that a caller who has it need not write it again. */
export function itemAttributes(item: Omit<Item<unknown>, 'body'>, body: string): ItemAttributes {
  const attributes: ItemAttributes = {
    pk: { S: item.pk },
    sk: { S: item.sk },
    version: { N: String(item.version) },
    body: { S: body },
  };
  if (item.due) {
    attributes.dueShard = { S: item.due.shard };
    attributes.dueAt = { N: String(item.due.at) };
  }
  if (item.audience) {
    attributes.audienceShard = { S: item.audience.shard };
    attributes.audienceKey = { S: item.audience.key };
  }
  if (item.expiresAt !== undefined) attributes.ttl = { N: String(ttlSeconds(item.expiresAt)) };
  return attributes;
}

/** A counter item as attributes. */
export function counterAttributes(key: Key, numbers: Readonly<Record<string, number>>): ItemAttributes {
  const attributes = keyAttributes(key);
  for (const [name, value] of Object.entries(numbers)) {
    attributes[`${COUNTER_ATTRIBUTE_PREFIX}${name}`] = { N: String(value) };
  }
  return attributes;
}

function unreadable(attributes: AttributeSource, name: string, cause?: unknown): PerennialError {
  return new PerennialError('TABLE.ITEM_UNREADABLE', {
    message: `Attribute "${name}" of item ${attributes.sk?.S ?? '(no sk)'} is missing or not of the form that Perennial writes. Was the table written to by something else?`,
    details: { attribute: name },
    cause,
  });
}

/** The text of an attribute. Throws `TABLE.ITEM_UNREADABLE` where there is none. */
export function textAttribute(attributes: AttributeSource, name: string): string {
  const value = attributes[name]?.S;
  if (value === undefined) throw unreadable(attributes, name);
  return value;
}

/** The number of an attribute. Throws `TABLE.ITEM_UNREADABLE` where there is none. */
export function numberAttribute(attributes: AttributeSource, name: string): number {
  const value = Number(attributes[name]?.N ?? Number.NaN);
  if (Number.isNaN(value)) throw unreadable(attributes, name);
  return value;
}

export const keyOfAttributes = (attributes: AttributeSource): Key => ({
  pk: textAttribute(attributes, 'pk'),
  sk: textAttribute(attributes, 'sk'),
});

function countersOf(attributes: AttributeSource): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const name of Object.keys(attributes)) {
    if (name.startsWith(COUNTER_ATTRIBUTE_PREFIX)) {
      numbers[name.slice(COUNTER_ATTRIBUTE_PREFIX.length)] = numberAttribute(attributes, name);
    }
  }
  return numbers;
}

function parseBody(attributes: AttributeSource): Json {
  try {
    const body: Json = JSON.parse(textAttribute(attributes, 'body'));
    return body;
  } catch (cause) {
    throw unreadable(attributes, 'body', cause);
  }
}

/** The item that these attributes hold; a counter item has version 0. Throws `TABLE.ITEM_UNREADABLE`. */
export function itemOfAttributes(attributes: AttributeSource): Item {
  const key = keyOfAttributes(attributes);
  if (attributes.version === undefined) return { ...key, version: 0, body: countersOf(attributes) };
  return {
    ...key,
    version: numberAttribute(attributes, 'version'),
    body: parseBody(attributes),
    ...(attributes.dueShard && {
      due: { shard: textAttribute(attributes, 'dueShard'), at: numberAttribute(attributes, 'dueAt') },
    }),
    ...(attributes.audienceShard && {
      audience: {
        shard: textAttribute(attributes, 'audienceShard'),
        key: textAttribute(attributes, 'audienceKey'),
      },
    }),
    ...(attributes.ttl && { expiresAt: numberAttribute(attributes, 'ttl') * 1000 }),
  };
}
