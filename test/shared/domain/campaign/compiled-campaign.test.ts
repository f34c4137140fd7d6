import { describe, expect, it } from 'vitest';
import type { CampaignRules } from '../../../../shared/domain/campaign/campaign-rules.ts';
import { compileCampaign } from '../../../../shared/domain/campaign/compiled-campaign.ts';
import { customerView } from '../../../support/customer-view.ts';

const campaign = (audience?: string): CampaignRules => ({
  name: 'spring',
  trigger: { kind: 'enters-stage', stage: 'lapsed' },
  ...(audience === undefined ? {} : { audience }),
  reentryDays: 30,
  steps: [{ name: 'mail', send: 'email', template: 'spring', expiresAfterHours: 72 }],
});

const segments = [{ name: 'vip', condition: 'tier == "head"' }];

describe('compileCampaign', () => {
  it('is for everybody without an audience', () => {
    expect(compileCampaign(campaign(), segments).isFor(customerView())).toBe(true);
  });

  it('is for those in a segment that the audience asks for', () => {
    const { isFor } = compileCampaign(campaign('"vip" in segments && pAlive < 0.5'), segments);
    expect(isFor(customerView({ segments: ['vip'], pAlive: 0.4 }))).toBe(true);
    expect(isFor(customerView({ segments: ['vip'], pAlive: 0.6 }))).toBe(false);
    expect(isFor(customerView({ segments: [], pAlive: 0.4 }))).toBe(false);
  });

  it.each([
    ['"vpi" in segments', 'segments.yaml has no segment "vpi"'],
    ['teir == "mid"', 'unknown field "teir"'],
  ])('refuses the audience %s', (audience, message) => {
    expect(() => compileCampaign(campaign(audience), segments)).toThrow(
      expect.objectContaining({ code: 'CAMPAIGN.CONDITION', message: expect.stringContaining(message) }),
    );
  });
});
