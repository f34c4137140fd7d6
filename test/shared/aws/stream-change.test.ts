import { describe, expect, it } from 'vitest';
import { counterAttributes, itemAttributes } from '../../../shared/aws/dynamodb-item.ts';
import { changeOfRecord } from '../../../shared/aws/stream-change.ts';

const envelope = { pk: 'customer#1', sk: 'journal#1', version: 1, expiresAt: 2_000 };

describe('changeOfRecord', () => {
  it('reads keys, images and the sequence number', () => {
    const change = changeOfRecord({
      eventName: 'INSERT',
      dynamodb: {
        Keys: { pk: { S: 'customer#1' }, sk: { S: 'journal#1' } },
        NewImage: itemAttributes(envelope, '{"facts":[]}'),
        SequenceNumber: '400000000000000499660',
      },
    });
    expect(change).toEqual({
      sequence: '400000000000000499660',
      kind: 'insert',
      key: { pk: 'customer#1', sk: 'journal#1' },
      after: { ...envelope, body: { facts: [] } },
    });
  });

  it('reads counter items, whatever their counters are called', () => {
    const key = { pk: 'report#total', sk: 'all' };
    const numbers = { 'revenue.USD': 1_999, 'class=lapsed/mid': -3, 'n.n.': 1 };
    const change = changeOfRecord({
      eventName: 'REMOVE',
      dynamodb: {
        Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
        OldImage: counterAttributes(key, numbers),
        SequenceNumber: '1',
      },
    });
    expect(change.before).toEqual({ ...key, version: 0, body: numbers });
  });

  it('refuses a record of something else', () => {
    expect(() => changeOfRecord({ eventName: 'INSERT', dynamodb: {} })).toThrow(
      expect.objectContaining({ code: 'TABLE.RECORD_UNREADABLE' }),
    );
    expect(() =>
      changeOfRecord({ eventName: 'INSERT', dynamodb: { Keys: { id: { S: '1' } }, SequenceNumber: '1' } }),
    ).toThrow(expect.objectContaining({ code: 'TABLE.ITEM_UNREADABLE', details: { attribute: 'pk' } }));
  });
});
