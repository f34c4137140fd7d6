import { describe, expect, it } from 'vitest';
import { createMessageValues } from '../../../../shared/app/deliver/message-values.ts';
import { compileRules } from '../../../../shared/domain/compiled-rules.ts';
import type { Profile } from '../../../../shared/domain/customer/customer-state.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import { day } from '../../../support/inputs.ts';
import { messageOrder } from '../../../support/message-order.ts';
import { rulesWith } from '../../../support/rules.ts';

const valuesFor = createMessageValues({ templates: {}, linkSecret: 's', publicUrl: 'https://p.example' });

async function customerWith(attributes: Profile['attributes']) {
  const { customer } = await valuesFor({
    order: messageOrder({}),
    state: { ...unknownCustomer('c1'), profile: { attributes } },
    contact: {},
    rules: compileRules(rulesWith({})),
    address: 'ada@example.com',
    now: day(1),
    recommend: async () => [],
  });
  return customer;
}

describe('what a message may show of a customer', () => {
  it('has the attributes that the shop has told, as they are', async () => {
    const { attributes } = await customerWith({
      points: { value: 120, at: 0 },
      city: { value: 'Linz', at: 0 },
      club: { value: false, at: 0 },
    });
    expect(attributes).toEqual({ points: 120, city: 'Linz', club: false });
  });

  it('has none that was taken back or is blank', async () => {
    const { attributes } = await customerWith({
      points: { value: null, at: 0 },
      city: { value: '  ', at: 0 },
    });
    expect(attributes).toEqual({});
  });
});
