import { describe, expect, it } from 'vitest';
import { rfmCells } from '../../../console/parts/rfm-cells.ts';

const groups = [
  { name: 'Cannot lose', cells: ['254', '255'], customers: 0 },
  { name: 'At risk', cells: ['251'], customers: 0 },
];

describe('rfmCells', () => {
  it('adds up over the monetary score, and says which groups are in a cell, the largest first', () => {
    const scores = [
      { score: '251', customers: 6 },
      { score: '254', customers: 1 },
      { score: '255', customers: 1 },
    ];
    expect(rfmCells(scores, groups).get('25')).toEqual({
      customers: 8,
      meanMonetary: 15 / 8,
      groups: [
        { name: 'At risk', customers: 6 },
        { name: 'Cannot lose', customers: 2 },
      ],
    });
  });

  it('names a score that is in no group by its digits', () => {
    expect(rfmCells([{ score: '555', customers: 1 }], groups).get('55')?.groups).toEqual([
      { name: '555', customers: 1 },
    ]);
  });

  it('has no cell where nobody is', () => {
    expect(rfmCells([], groups).size).toBe(0);
  });
});
