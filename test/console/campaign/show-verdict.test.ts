import { describe, expect, it } from 'vitest';
import { showVerdict } from '../../../console/campaign/show-verdict.ts';
import { en } from '../../../console/text/en.ts';
import { createFormat } from '../../../console/text/format.ts';

const english = { text: en, format: createFormat({ locale: 'en-US', timeZone: 'UTC', currency: 'USD' }) };

describe('showVerdict', () => {
  it('asks for a holdout only where the file sets none', () => {
    const alone = { kind: 'no-holdout' } as const;
    expect(showVerdict(alone, { isHoldoutSet: false }, english)).toContain('Set “holdout” in its file.');
    const notYet = 'Not yet: there is nobody to compare with so far.';
    expect(showVerdict(alone, { isHoldoutSet: true }, english)).toBe(notYet);
    expect(showVerdict(alone, { variants: ['story', 'offer'] }, english)).toBe(notYet);
  });

  it('speaks of variants by their names, and of a campaign by whether it works', () => {
    const better = { kind: 'better' } as const;
    expect(showVerdict(better, { variants: ['story', 'offer'] }, english)).toBe(
      '“story” does better than “offer”.',
    );
    expect(showVerdict(better, { isHoldoutSet: true }, english)).toMatch(/^It works: /);
  });

  it('says how many more customers it takes, where that can be told', () => {
    const show = (moreCustomers: { moreCustomers?: number }): string =>
      showVerdict({ kind: 'too-early', ...moreCustomers }, {}, english);
    expect(show({ moreCustomers: 1_200 })).toBe('Not yet: 1,200 more customers needed.');
    expect(show({})).toBe('Not yet: nobody has bought so far.');
  });
});
