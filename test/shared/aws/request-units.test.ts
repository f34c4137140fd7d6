import { describe, expect, it } from 'vitest';
import {
  counterBytes,
  itemBytes,
  numberBytes,
  readUnits,
  tableWriteUnits,
  writeUnits,
} from '../../../shared/aws/request-units.ts';

describe('numberBytes', () => {
  // Sizes that DynamoDB Local reports for these numbers in its stream records.
  it.each([
    [0, 1],
    [1, 2],
    [10, 2],
    [100, 2],
    [123, 3],
    [12_345, 4],
    [1_234_567, 5],
    [-5, 3],
    [-1_234_567, 6],
    [0.5, 2],
    [1_000_001, 5],
    [1_700_000_000_000, 3],
    [1_700_000_000_001, 8],
  ])('counts %d as %d bytes', (value, bytes) => {
    expect(numberBytes(value)).toBe(bytes);
  });
});

describe('item sizes', () => {
  it('count the names and the values of all attributes, in UTF-8', () => {
    expect(itemBytes({ pk: 'p', sk: 's', version: 1 }, '"é"')).toBe(15 + 1 + 1 + 2 + 4);
    expect(
      itemBytes(
        {
          pk: 'p',
          sk: 's',
          version: 1,
          due: { shard: '00', at: 1 },
          audience: { shard: '00', key: 'k' },
          expiresAt: 1_000,
        },
        '{}',
      ),
    ).toBe(15 + 1 + 1 + 2 + 2 + (13 + 2 + 2) + (24 + 2 + 1) + (3 + 2));
    expect(counterBytes({ pk: 'p', sk: 's' }, { orders: 12 })).toBe(6 + 2 + 6 + 2);
  });
});

describe('readUnits', () => {
  it('are one for each 4 KB read consistently, half that otherwise, and never less than one read', () => {
    expect([0, 1, 4096, 4097, 8193].map((bytes) => readUnits(bytes, true))).toEqual([1, 1, 1, 2, 3]);
    expect([0, 4096, 4097].map((bytes) => readUnits(bytes, false))).toEqual([0.5, 0.5, 1]);
  });
});

describe('writeUnits', () => {
  const small = { bytes: 100 };

  it('are one for each KB of the larger of the old and the new item, doubled in a transaction', () => {
    expect(tableWriteUnits(0, 1024, false)).toBe(1);
    expect(tableWriteUnits(1025, 100, false)).toBe(2);
    expect(tableWriteUnits(0, 0, false)).toBe(1);
    expect(tableWriteUnits(0, 1025, true)).toBe(4);
  });

  it('are one for an index entry that comes or goes, two for one that moves, none for one that stays', () => {
    const due = (at: number) => ({ ...small, due: { shard: '00', at } });
    expect(writeUnits(small, due(1), false)).toEqual({ table: 1, due: 1, audience: 0 });
    expect(writeUnits(due(1), undefined, false).due).toBe(1);
    expect(writeUnits(due(1), due(2), false).due).toBe(2);
    expect(writeUnits(due(1), due(1), false).due).toBe(0);
  });

  it('do not double the indexes in a transaction', () => {
    const audience = { ...small, audience: { shard: '00', key: 'active' } };
    expect(writeUnits(undefined, audience, true)).toEqual({ table: 2, due: 0, audience: 1 });
  });
});
