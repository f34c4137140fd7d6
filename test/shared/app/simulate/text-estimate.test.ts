import { describe, expect, it } from 'vitest';
import { CampaignCounter } from '../../../../shared/app/simulate/campaign-counter.ts';
import { createTextEstimator } from '../../../../shared/app/simulate/text-estimate.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import { messageRequested } from '../../../support/message-requested.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = rulesWith({
  sending: { caps: [], quietHours: { email: [], sms: [] }, costs: { email: 0, sms: 0.5 } },
});
const templates = { note: { en: { sms: `Hello ${'x'.repeat(150)}` }, 'zh-CN': { sms: '您好' } } };
const text = messageRequested({ campaign: 'news', channel: 'sms', template: 'note' });
const customer = (profile: Partial<CustomerState['profile']>): CustomerState => ({
  ...unknownCustomer('c1'),
  profile: { attributes: {}, ...profile },
});
const said = (value: string) => ({ value, at: 0 });
const estimate = createTextEstimator({
  rules,
  templates,
  sampleOf: () => ({
    customer: { stage: 'active', tier: 'mid', attributes: {}, orders: 1 },
    shop: { name: 'Shop', postalAddress: 'Street' },
    offer: {},
    event: {},
    recommendations: [],
    unsubscribeUrl: 'https://shop.example',
    preferencesUrl: 'https://shop.example',
    linkParameters: '',
  }),
});

describe('the estimate of a text', () => {
  it('counts the parts of the template in the customer’s language, finished for the country of the number', () => {
    // 156 characters, and with the way out 178.
    expect(estimate(text, customer({ phoneCountry: said('JP') }))).toEqual({ parts: 1, cost: 0.074_51 });
    expect(estimate(text, customer({ phoneCountry: said('US') }))).toEqual({ parts: 2, cost: 0.011_62 });
    // The signature is not in GSM 7 bit.
    expect(estimate(text, customer({ phoneCountry: said('CN') }))).toEqual({ parts: 3, cost: 1.5 });
    expect(estimate(text, customer({ locale: said('zh-CN') }))).toEqual({ parts: 1, cost: 0.5 });
  });

  it('is what a run costs its texts by', () => {
    const counter = new CampaignCounter([{ name: 'news', steps: [] }], estimate);
    const state = customer({ phoneCountry: said('US') });
    counter.add([text], state);
    counter.add([{ ...text, channel: 'email' }], state);
    const [news] = counter.report(rules.sending.costs);
    expect(news?.steps).toMatchObject([{ channels: { email: 1, sms: 1 }, textParts: 2, cost: 0.011_62 }]);
  });

  it('is one part at the flat price where nothing estimates', () => {
    const counter = new CampaignCounter([{ name: 'news', steps: [] }]);
    counter.add([text], customer({ phoneCountry: said('US') }));
    expect(counter.report(rules.sending.costs)[0]?.steps).toMatchObject([{ cost: 0.5 }]);
  });
});
