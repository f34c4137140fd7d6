import { describe, expect, it } from 'vitest';
import { controlCampaign } from '../../../shared/app/campaign/control-campaign.ts';
import { registerCampaigns } from '../../../shared/app/campaign/register-campaigns.ts';
import { createCurrentRules, RULES_SETTLE_MS } from '../../../shared/app/current-rules.ts';
import { haltAt, isPublishedAt } from '../../../shared/domain/campaign/halts.ts';
import { rulesAt } from '../../../shared/domain/compiled-rules.ts';
import type { Calibration } from '../../../shared/domain/segment/calibration.ts';
import { day } from '../../support/inputs.ts';
import { LEARNING_RULES, SmallShop } from './calibrate/small-shop.ts';

const numbered = (sequence: number, overrides: Partial<Calibration> = {}): Calibration => ({
  sequence,
  effectiveAt: day(sequence),
  currency: 'USD',
  customers: 100,
  rfm: { recencyDays: [sequence, 100, 200, 300] },
  gates: [],
  ...overrides,
});

async function shopWith(...calibrations: readonly Calibration[]) {
  const shop = new SmallShop();
  for (const calibration of calibrations) await shop.storeCalibration(calibration.sequence, calibration);
  const rules = createCurrentRules(LEARNING_RULES, shop.table, shop.clock);
  return {
    shop,
    rules,
    inForce: async (at = shop.now) => rulesAt(await rules(), at).calibration,
  };
}

describe('createCurrentRules', () => {
  it('has the shop’s own rules before the first calibration', async () => {
    const { rules, inForce } = await shopWith();
    expect(await inForce()).toBe(0);
    expect(rulesAt(await rules(), day(365)).rfm).toEqual({
      recencyDays: LEARNING_RULES.rfm.recencyDays,
      frequencyOccasions: LEARNING_RULES.rfm.frequencyOccasions,
      monetaryMinor: LEARNING_RULES.rfm.monetaryMinor,
    });
  });

  it('has each calibration hold from its instant to the next', async () => {
    const { rules, inForce } = await shopWith(numbered(1), numbered(2));
    expect([await inForce(day(1) - 1), await inForce(day(1)), await inForce(day(2) - 1)]).toEqual([0, 1, 1]);
    expect(await inForce(day(2))).toBe(2);
    expect(rulesAt(await rules(), day(2)).rfm.recencyDays).toEqual([2, 100, 200, 300]);
  });

  it('has the oldest of the newest three hold before itself too', async () => {
    const { inForce } = await shopWith(numbered(1), numbered(2), numbered(3), numbered(4));
    expect([await inForce(day(1)), await inForce(day(3)), await inForce(day(4))]).toEqual([2, 3, 4]);
  });

  it('reads for a minute nothing, and then anew', async () => {
    const { shop, inForce } = await shopWith(numbered(1));
    expect(await inForce()).toBe(1);
    await shop.storeCalibration(2, numbered(2));
    const { readUnits } = shop.table.consumed;
    shop.now += RULES_SETTLE_MS - 1;
    expect(await inForce()).toBe(1);
    expect(shop.table.consumed.readUnits).toBe(readUnits);
    shop.now += 1;
    expect(await inForce()).toBe(2);
    expect(shop.table.consumed.readUnits).toBeGreaterThan(readUnits);
  });

  it('holds on to the one before a newest that cannot be read, and states that once for all who read it', async () => {
    const { shop, inForce } = await shopWith(numbered(1));
    await shop.storeCalibration(2, { ...numbered(2), rfm: { recencyDays: [1, 2, 3] } });
    expect(await inForce()).toBe(1);
    shop.now += RULES_SETTLE_MS;
    expect(await inForce()).toBe(1);
    const another = createCurrentRules(LEARNING_RULES, shop.table, shop.clock);
    expect(rulesAt(await another(), shop.now).calibration).toBe(1);
    const { entries } = await shop.published();
    expect(entries).toEqual([
      {
        source: 'perennial',
        detailType: 'calibration.rejected',
        detail: {
          factId: 'shop/calibration.rejected/2',
          at: '2027-01-01T00:00:00.000Z',
          sequence: 2,
          reason: expect.stringContaining('recencyDays'),
        },
        time: day(365),
      },
    ]);
  });

  it('states each of several that cannot be read, and has the shop’s own rules where all are such', async () => {
    const { shop, inForce } = await shopWith();
    await shop.storeCalibration(1, 'nothing');
    await shop.storeCalibration(2, { sequence: 2 });
    expect(await inForce()).toBe(0);
    expect((await shop.shopFacts()).map(({ sk }) => sk)).toEqual([
      'fact#calibration.rejected#1',
      'fact#calibration.rejected#2',
    ]);
  });

  it('does without one that is missing', async () => {
    const { shop, inForce } = await shopWith(numbered(1), numbered(3));
    expect([await inForce(day(2)), await inForce(day(3))]).toEqual([1, 3]);
    expect(await shop.shopFacts()).toEqual([]);
  });

  it('does not use one in another currency, and does not call it unreadable', async () => {
    const { shop, inForce } = await shopWith(numbered(1), numbered(2, { currency: 'EUR' }));
    expect(await inForce()).toBe(1);
    expect(await shop.shopFacts()).toEqual([]);
  });

  it('knows what people decided about a campaign within a minute, and at once where it must', async () => {
    const { shop, rules } = await shopWith();
    const [{ name } = { name: '' }] = LEARNING_RULES.campaigns;
    const isPaused = async (options = {}) =>
      haltAt((await rules(options)).controls, name, shop.now) !== undefined;
    await registerCampaigns(LEARNING_RULES.campaigns, shop.table, shop.clock);
    expect(await isPaused()).toBe(false);
    await controlCampaign(shop, name, 'pause');
    shop.now += RULES_SETTLE_MS - 1;
    expect(await isPaused()).toBe(false);
    shop.now += 1;
    expect(await isPaused()).toBe(true);
    await controlCampaign(shop, name, 'resume');
    shop.now += 1;
    expect(await isPaused({ fresh: true })).toBe(false);
  });

  it('has a campaign that is not on record yet not hold', async () => {
    const { shop, rules } = await shopWith();
    const [{ name } = { name: '' }] = LEARNING_RULES.campaigns;
    expect(isPublishedAt((await rules()).controls, name, shop.now)).toBe(false);
    await registerCampaigns(LEARNING_RULES.campaigns, shop.table, shop.clock);
    expect(isPublishedAt((await rules({ fresh: true })).controls, name, shop.now)).toBe(true);
  });
});
