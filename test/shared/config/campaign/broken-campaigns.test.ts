import { describe, expect, it } from 'vitest';
import { brokenCampaigns } from './broken-campaigns.ts';
import { campaignsIn } from './shop-with.ts';

const broken = brokenCampaigns();

describe('campaign files with one fault each', () => {
  it('are at least two hundred', () => {
    expect(broken.length).toBeGreaterThanOrEqual(200);
    expect(new Set(broken.map(({ file }) => file)).size).toBe(broken.length);
  });

  it('all give an error at the line of the fault, in plain words', () => {
    const missed = broken.flatMap(({ campaign, fault, file, line }) => {
      const path = `campaigns/${campaign}.yaml`;
      const { problems, told, campaigns } = campaignsIn({ [path]: file });
      const isFound = problems.some((problem) => problem.file === path && problem.line === line);
      const isPlain = told.every((text) => !/\n|\bat .*\(|undefined|\[object|Invalid input/.test(text));
      return isFound && isPlain && campaigns.length === 0 ? [] : [{ campaign, fault, line, told }];
    });
    expect(missed).toEqual([]);
  });
});
