import { describe, expect, it } from 'vitest';
import { movesIn } from '../../../../shared/app/console/day-moves.ts';
import { counter, gauge } from '../../../../shared/domain/report/counters.ts';

describe('movesIn', () => {
  it('reads every counter of a move back as it was named', () => {
    expect(
      movesIn({
        [counter.moved('stage', 'active', 'at-risk')]: 4,
        [counter.moved('tier', null, 'tail')]: 7,
        [counter.entered('segment', 'left.over')]: 2,
        [counter.left('group', 'Needs attention')]: 1,
      }),
    ).toEqual({
      moves: [
        { kind: 'stage', from: 'active', to: 'at-risk', customers: 4 },
        { kind: 'tier', from: null, to: 'tail', customers: 7 },
      ],
      memberships: [
        { kind: 'segment', name: 'left.over', entered: 2, left: 0 },
        { kind: 'group', name: 'Needs attention', entered: 0, left: 1 },
      ],
    });
  });

  it('leaves other counters, gauges and names of other releases alone', () => {
    const others = {
      [counter.orders]: 1,
      [counter.revenue('USD')]: 100,
      sent: 1,
      [gauge.segment('vip')]: 3,
      'moved.mood.glad>sad': 1,
      'entered.lapsed': 1,
    };
    expect(movesIn(others)).toEqual({ moves: [], memberships: [] });
  });
});
