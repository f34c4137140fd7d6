import { describe, expect, it } from 'vitest';
import { compileCampaign } from '../../../../shared/domain/campaign/compiled-campaign.ts';
import { customerView } from '../../../support/customer-view.ts';
import { campaign, rulesWith } from '../../../support/rules.ts';

const segments = [{ name: 'vip', condition: 'tier == "head"' }];
const { sending } = rulesWith();
const compile = (audience: string, overrides: Parameters<typeof campaign>[0] = {}) =>
  compileCampaign(campaign({ audience, ...overrides }), segments, sending, 'UTC');

const moment = {
  customer: customerView({ segments: ['vip'], pAlive: 0.4 }),
  variant: '',
  entry: {},
  event: {},
};

describe('compileCampaign', () => {
  it('holds what is not asked for', () => {
    expect(compile('tier == "head"').holds(undefined, moment)).toBe(true);
  });

  it('asks for segments and figures of the customer, and names what it asks for', () => {
    const audience = '"vip" in segments && pAlive < 0.5';
    const { holds, audienceVariables } = compile(audience);
    expect(holds(audience, moment)).toBe(true);
    expect(holds(audience, { ...moment, customer: customerView({ segments: [], pAlive: 0.4 }) })).toBe(false);
    expect(audienceVariables).toEqual(['segments', 'pAlive']);
  });

  it('asks what the event said that began the journey', () => {
    const audience = 'entry.total >= 20 && "tea" in entry.categories';
    const { holds } = compile(audience, { trigger: { kind: 'event', event: 'cart.abandoned' } });
    expect(holds(audience, { ...moment, entry: { total: 25.5, categories: ['tea'] } })).toBe(true);
    expect(holds(audience, { ...moment, entry: { total: 19, categories: ['tea'] } })).toBe(false);
    expect(holds(audience, moment)).toBe(false);
  });

  it('asks for an event that is at hand', () => {
    const exitOn = [{ event: 'invoice.paid', when: 'event.invoiceId == entry.invoiceId' }] as const;
    const trigger = { kind: 'event', event: 'invoice.issued' } as const;
    const { matches } = compile('orders >= 0', { trigger, exitOn });
    const paid = { ...moment, entry: { invoiceId: 'i1' }, event: { invoiceId: 'i1' } };
    expect(matches(exitOn[0], 'invoice.paid', paid)).toBe(true);
    expect(matches(exitOn[0], 'invoice.paid', { ...paid, event: { invoiceId: 'i2' } })).toBe(false);
    expect(matches(exitOn[0], 'invoice.issued', paid)).toBe(false);
  });

  it.each([
    ['"vpi" in segments', 'segments.yaml has no segment "vpi"'],
    ['teir == "mid"', 'unknown field "teir"'],
    ['entry.totl > 1', 'has no field "totl"'],
    ['event.total > 1', 'there is no event at hand here'],
    ['variant == "a"', 'the campaign has no variants'],
  ])('refuses the audience %s', (audience, message) => {
    expect(() => compile(audience)).toThrow(
      expect.objectContaining({ code: 'CAMPAIGN.CONDITION', message: expect.stringContaining(message) }),
    );
  });
});
