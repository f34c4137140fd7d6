import type { DynamoDBRecord } from 'aws-lambda';
import { PerennialError } from '../perennial-error.ts';
import type { Change } from '../ports.ts';
import { itemOfAttributes, keyOfAttributes } from './dynamodb-item.ts';

const kinds = { INSERT: 'insert', MODIFY: 'modify', REMOVE: 'remove' } as const;

/** The change that a stream record tells of. Throws `TABLE.RECORD_UNREADABLE` or `TABLE.ITEM_UNREADABLE`. */
export function changeOfRecord(record: DynamoDBRecord): Change {
  const { eventName, dynamodb } = record;
  if (!eventName || !dynamodb?.Keys || !dynamodb.SequenceNumber) {
    throw new PerennialError('TABLE.RECORD_UNREADABLE', {
      message:
        'A stream record has no event name, keys or sequence number. Does the function read the stream of the Perennial table?',
      details: { eventId: record.eventID },
    });
  }
  return {
    sequence: dynamodb.SequenceNumber,
    kind: kinds[eventName],
    key: keyOfAttributes(dynamodb.Keys),
    ...(dynamodb.OldImage && { before: itemOfAttributes(dynamodb.OldImage) }),
    ...(dynamodb.NewImage && { after: itemOfAttributes(dynamodb.NewImage) }),
  };
}
