import { describe, expect, it } from 'vitest';
import { nearestName } from '../../shared/nearest-name.ts';

describe('nearestName', () => {
  it.each([
    ['stgae', ['name', 'stage', 'state'], 'stage'],
    ['teir', ['tier', 'timeZone'], 'tier'],
    ['middle', ['head', 'mid', 'tail'], 'mid'],
    ['order', ['orders', 'occasions'], 'orders'],
    ['wonbackdays', ['wonBackDays', 'newDays'], 'wonBackDays'],
    ['color', ['tier', 'stage'], undefined],
    ['x', ['r', 'f', 'm'], 'r'],
    ['', ['name'], undefined],
    ['name', [], undefined],
  ])('of "%s" among %j is %s', (name, candidates, expected) => {
    expect(nearestName(name, candidates)).toBe(expected);
  });
});
