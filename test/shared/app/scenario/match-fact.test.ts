import { describe, expect, it } from 'vitest';
import { differingFields, isWithin, matchesFact } from '../../../../shared/app/scenario/match-fact.ts';
import type { Fact } from '../../../../shared/domain/customer/fact.ts';

const place = { line: 1, column: 1 };
const entered: Fact = {
  kind: 'campaign.entered',
  at: 1_000,
  campaign: 'a',
  occurrence: 'x',
  variant: 'story',
};

describe('matchesFact', () => {
  it('asks for the kind and the fields that are named, and for nothing else', () => {
    expect(matchesFact(entered, { place, kind: 'campaign.entered', fields: { variant: 'story' } })).toBe(
      true,
    );
    expect(matchesFact(entered, { place, kind: 'campaign.entered', fields: {} })).toBe(true);
    expect(matchesFact(entered, { place, kind: 'campaign.entered', fields: { variant: 'offer' } })).toBe(
      false,
    );
    expect(matchesFact(entered, { place, kind: 'campaign.exited', fields: {} })).toBe(false);
  });

  it('holds the time against both ends, which count', () => {
    const at = (from: number, to: number) =>
      matchesFact(entered, { place, kind: 'campaign.entered', fields: {}, between: [from, to] });
    expect([at(1_000, 1_000), at(0, 999), at(1_001, 2_000)]).toEqual([true, false, false]);
  });

  it('names what differs', () => {
    const expected = { place, kind: 'campaign.entered', fields: { campaign: 'b', occurrence: 'x' } } as const;
    expect(differingFields(entered, { ...expected, between: [0, 10] })).toEqual(['at', 'campaign']);
  });
});

describe('isWithin', () => {
  it('asks of groups for the fields named, of lists for all, and takes null for what is not there', () => {
    expect(isWithin({ percent: 10 }, { percent: 10, code: 'A' })).toBe(true);
    expect(isWithin({ percent: 10, code: 'A' }, { percent: 10 })).toBe(false);
    expect(isWithin(['a'], ['a', 'b'])).toBe(false);
    expect(isWithin([], [])).toBe(true);
    expect(isWithin({ mark: null }, {})).toBe(true);
    expect(isWithin(0, null)).toBe(false);
    expect(isWithin({}, null)).toBe(false);
  });
});
