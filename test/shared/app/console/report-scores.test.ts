import { describe, expect, it } from 'vitest';
import { reportScores } from '../../../../shared/app/console/report-scores.ts';
import { gauge } from '../../../../shared/domain/report/counters.ts';

const all = [1, 2, 3, 4, 5];
const groups = [
  { name: 'Best', r: [5], f: [5], m: all },
  { name: 'Others', r: all, f: [1, 2, 3, 4], m: all },
];

describe('reportScores', () => {
  it('adds scores up by group, and keeps a group that nobody is in', () => {
    const counters = { [gauge.rfm('551')]: 2, [gauge.rfm('555')]: 3, [gauge.rfm('511')]: 0, orders: 9 };
    const report = reportScores(counters, groups);
    expect(report.scores).toEqual([
      { score: '551', customers: 2 },
      { score: '555', customers: 3 },
    ]);
    expect(report.groups.map(({ name, customers, cells }) => [name, customers, cells.length])).toEqual([
      ['Best', 5, 5],
      ['Others', 0, 100],
    ]);
  });

  it('takes a gauge that is below nought for the moment as nought', () => {
    expect(reportScores({ [gauge.rfm('555')]: -1 }, groups)).toMatchObject({
      scores: [],
      groups: [{ customers: 0 }, { customers: 0 }],
    });
  });
});
