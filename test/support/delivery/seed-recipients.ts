import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { encodeState } from '../../../shared/app/decide/state-document.ts';
import { contactKey, stateKey } from '../../../shared/app/item-keys.ts';
import { bodyText, itemAttributes } from '../../../shared/aws/dynamodb-item.ts';
import { decide } from '../../../shared/domain/decide.ts';
import type { MessageOrder } from '../../../shared/domain/message/message-order.ts';
import type { Item } from '../../../shared/ports.ts';
import { reachableByEmail } from '../inputs.ts';
import { messageOrder } from '../message-order.ts';
import { rulesWith } from '../rules.ts';

/** Of BatchWriteItem's 25 writes. */
const CUSTOMERS_PER_BATCH = 12;
const AT_ONCE = 8;
const DAY_MS = 86_400_000;

export const recipientOf = (number: number): string => `c${number}@example.invalid`;

/** Puts so many customers into the table who may be mailed. By batches, which DynamoDB Local takes far faster than transactions. */
export async function seedRecipients(
  client: DynamoDBClient,
  tableName: string,
  customers: number,
  at: number,
): Promise<void> {
  const { state } = decide('', undefined, reachableByEmail(at), rulesWith(), at);
  const itemsOf = (number: number): Item<unknown>[] => {
    const customerId = `c${number}`;
    const contact = { email: { value: recipientOf(number), at } };
    return [
      { ...stateKey(customerId), version: 1, body: encodeState({ ...state, customerId }) },
      { ...contactKey(customerId), version: 1, body: contact },
    ];
  };
  const seed = async (numbers: readonly number[]): Promise<void> => {
    const requests = numbers
      .flatMap(itemsOf)
      .map((item) => ({ PutRequest: { Item: itemAttributes(item, bodyText(item)) } }));
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }),
    );
    if (Object.keys(UnprocessedItems).length > 0)
      throw new Error('Not all customers were put into the table.');
  };
  const batches = Array.from({ length: Math.ceil(customers / CUSTOMERS_PER_BATCH) }, (_, batch) =>
    Array.from(
      { length: Math.min(CUSTOMERS_PER_BATCH, customers - batch * CUSTOMERS_PER_BATCH) },
      (__, position) => batch * CUSTOMERS_PER_BATCH + position,
    ),
  );
  for (let first = 0; first < batches.length; first += AT_ONCE)
    await Promise.all(batches.slice(first, first + AT_ONCE).map(seed));
}

/** The message of the campaign `sale` to one of them. */
export const messageTo = (number: number, requestedAt: number): MessageOrder =>
  messageOrder({
    ...{ customerId: `c${number}`, campaign: 'sale', occurrence: '2026-03-01T10:00' },
    ...{ requestedAt, expiresAt: requestedAt + DAY_MS },
  });
