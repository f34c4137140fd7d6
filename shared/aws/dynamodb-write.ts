import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Write, WriteCondition } from '../ports.ts';
import { bodyText, itemAttributes, keyAttributes } from './dynamodb-item.ts';
import { COUNTER_ATTRIBUTE_PREFIX } from './table-definition.ts';

/** `version` and `body` are no reserved words, but names in `#` cannot become ones. */
function conditionExpression(condition: WriteCondition) {
  if (condition === 'none') return {};
  if (condition === 'absent') {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
  }
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': { N: String(condition.version) } },
  };
}

/** Short placeholders: an expression has at most 4 KB, which is room for some 400 counters. */
function addExpression(increments: Readonly<Record<string, number>>) {
  const entries = Object.entries(increments).map(([name, increment], position) => ({
    placeholder: position.toString(36),
    name: `${COUNTER_ATTRIBUTE_PREFIX}${name}`,
    value: { N: String(increment) },
  }));
  return {
    UpdateExpression: `ADD ${entries.map(({ placeholder }) => `#${placeholder} :${placeholder}`).join(',')}`,
    ExpressionAttributeNames: Object.fromEntries(
      entries.map(({ placeholder, name }) => [`#${placeholder}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      entries.map(({ placeholder, value }) => [`:${placeholder}`, value]),
    ),
  };
}

/** A write as an action of TransactWriteItems; each action is also the input of the single command of its name. */
export function dynamoDbAction(tableName: string, write: Write): TransactWriteItem {
  switch (write.kind) {
    case 'put':
      return {
        Put: {
          TableName: tableName,
          Item: itemAttributes(write.item, bodyText(write.item)),
          ...conditionExpression(write.condition),
        },
      };
    case 'delete':
      return {
        Delete: {
          TableName: tableName,
          Key: keyAttributes(write.key),
          ...conditionExpression(write.condition),
        },
      };
    case 'add':
      return {
        Update: { TableName: tableName, Key: keyAttributes(write.key), ...addExpression(write.increments) },
      };
  }
}
