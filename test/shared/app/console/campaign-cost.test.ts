import { describe, expect, it } from 'vitest';
import { costOf } from '../../../../shared/app/console/campaign-cost.ts';
import { tallyCampaign } from '../../../../shared/app/console/campaign-tally.ts';
import { campaignCounter } from '../../../../shared/domain/report/campaign-counters.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = rulesWith({
  sending: { caps: [], quietHours: { email: [], sms: [] }, costs: { email: 0.001, sms: 0.1 } },
});

describe('costOf', () => {
  it('prices mails, texts by the country that was counted, and those of an earlier release by the flat price', () => {
    const { billed } = tallyCampaign('win-back', [
      {
        [campaignCounter.billed('email')]: 1000,
        [campaignCounter.billed('sms')]: 3,
        [campaignCounter.billed('sms', 'JP')]: 200,
        [campaignCounter.billed('sms', 'BR')]: 5,
      },
      { [campaignCounter.billed('sms', 'JP')]: 100 },
    ]);
    expect(costOf(billed, rules)).toEqual([
      { channel: 'email', billed: 1000, cost: 1 },
      { channel: 'sms', country: 'JP', billed: 300, cost: expect.closeTo(22.353) },
      { channel: 'sms', country: 'BR', billed: 5, cost: 0.5 },
      { channel: 'sms', billed: 3, cost: expect.closeTo(0.3) },
    ]);
  });

  it('takes the price of the purpose where a country has two', () => {
    const billed = { 'sms/IN': 100 };
    expect(costOf(billed, rules, true)[0]?.cost).toBeCloseTo(1.181);
    expect(costOf(billed, rules, false)[0]?.cost).toBeCloseTo(2.574);
  });
});
