import { describe, expect, it } from 'vitest';
import { drawnArm } from '../../../../shared/app/experiment/drawn-arm.ts';
import { pickCustomerId } from '../../../../shared/app/scenario/pick-customer-id.ts';
import { PerennialError } from '../../../../shared/perennial-error.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const variants = [
  { name: 'a', percent: 50 },
  { name: 'b', percent: 50 },
];
const rules = rulesWith({
  campaigns: [
    campaign({ name: 'one', holdoutPercent: 20, variants }),
    campaign({ name: 'two', holdoutPercent: 20 }),
    campaign({ name: 'invoices', purpose: 'transactional' }),
  ],
  experiments: { controlPercent: 10, salt: 's', confidence: 0.95 },
});
const customer = (name: string, arms = {}, isControl = false) => ({
  name,
  isControl,
  arms,
  history: [],
  profile: { kind: 'customer.updated', id: 'p', occurredAt: 0 } as const,
});
const armsOf = (id: string) =>
  Object.fromEntries(rules.compiledCampaigns.map((one) => [one.name, drawnArm(rules, one, id)]));

describe('pickCustomerId', () => {
  it('finds an id in the arm wanted and in no other holdout, the same each time', () => {
    for (const name of Array.from({ length: 20 }, (_, index) => `c${index}`)) {
      const id = pickCustomerId(customer(name, { one: 'holdout' }), rules);
      expect(armsOf(id)).toEqual({ one: 'holdout', two: 'all', invoices: 'all' });
      expect(pickCustomerId(customer(name, { one: 'holdout' }), rules)).toBe(id);
      expect(armsOf(pickCustomerId(customer(name, { one: 'b' }), rules))).toMatchObject({
        one: 'b',
        two: 'all',
      });
      expect(armsOf(pickCustomerId(customer(name), rules)).one).toMatch(/^[ab]$/);
    }
  });

  it('finds one in the control group of the shop, for whom invoices are no less', () => {
    expect(armsOf(pickCustomerId(customer('ann', {}, true), rules))).toEqual({
      one: 'control',
      two: 'control',
      invoices: 'all',
    });
  });

  it('says so where no id can be', () => {
    const none = rulesWith({ experiments: { controlPercent: 0, salt: 's', confidence: 0.95 } });
    expect(() => pickCustomerId(customer('ann', {}, true), none)).toThrow(PerennialError);
  });
});
