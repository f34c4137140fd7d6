import { expect, it } from 'vitest';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import { shopWith } from './shop-with.ts';
import { VALID_CAMPAIGNS } from './valid-campaigns.ts';

it.each(Object.entries(VALID_CAMPAIGNS))(
  'takes the campaign %s, and the engine compiles it',
  (name, file) => {
    const { told, rules } = shopWith({ [`campaigns/${name}.yaml`]: file });
    expect(told).toEqual([]);
    expect(rules?.campaigns).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
    if (rules !== undefined) expect(compileRules(rules).compiledCampaigns).toHaveLength(1);
  },
);
