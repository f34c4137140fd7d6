import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calibrator } from '../../../../shared/app/simulate/calibrator.ts';
import { CustomerShard } from '../../../../shared/app/simulate/customer-shard.ts';
import { type ArrivingEvent, simulate } from '../../../../shared/app/simulate/simulate.ts';
import { compileRules, rulesAt, withCalibrations } from '../../../../shared/domain/compiled-rules.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { purchasesToLearnFrom } from '../../../../shared/domain/segment/learning/calibration-learner.ts';
import { day } from '../../../support/inputs.ts';
import { campaign, rulesWith, sendStep } from '../../../support/rules.ts';
import { whoBought } from '../../domain/segment/learning/some-customers.ts';

const rules = rulesWith({
  rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'learned' } },
  tiers: { share: { head: 0.2, mid: 0.4 } },
  campaigns: [],
});

const lapsedCampaign = campaign({
  name: 'win-back',
  trigger: { kind: 'enters', what: 'stage', name: 'lapsed' },
  steps: [sendStep({ name: 'offer', template: 'letter' })],
});

const order = (number: number, days: number, total: number): ArrivingEvent => ({
  receivedAt: day(days),
  event: {
    id: `e${number}-${days}`,
    type: 'order.placed',
    customerId: `c${number}`,
    occurredAt: new Date(day(days)).toISOString(),
    data: { orderId: `o${number}-${days}`, total, currency: 'USD' },
  },
});

/** As many customers as days, one each day, whose orders are worth more and more. */
const oneADay = (from: number, to: number): ArrivingEvent[] =>
  Array.from({ length: to - from }, (_, index) => order(from + index, from + index, 1_000 + 100 * index));

describe('simulate', () => {
  it('learns at the start of each quarter and at the end, where there is something new to learn', async () => {
    // From 2026-01-01 on; the quarters begin on days 90, 181 and 273.
    const { result } = await simulate(oneADay(0, 320), rules);
    expect(result).toMatchObject({ customers: 320, calibrations: 4 });
  });

  it('learns once where it ends as a quarter begins', async () => {
    for (const until of [day(90), day(91)]) {
      const { result } = await simulate(oneADay(0, 85), rules, { until });
      expect(result.calibrations).toBe(1);
    }
  });

  it('learns nothing from nobody', async () => {
    const { result } = await simulate([], rules, { until: day(400) });
    expect(result).toMatchObject({ customers: 0, calibrations: 0 });
  });

  it('ends with shares and fifths of what was learned, as of the end', async () => {
    const { result } = await simulate(oneADay(0, 300), rules);
    const { tiers, rfm } = result;
    expect(tiers.head).toBeGreaterThanOrEqual(55);
    expect(tiers.head).toBeLessThanOrEqual(65);
    const byRecency = Object.groupBy(Object.entries(rfm), ([score]) => score.charAt(0));
    for (const score of ['1', '2', '3', '4', '5']) {
      const counted = (byRecency[score] ?? []).reduce((sum, [, count]) => sum + count, 0);
      expect(counted).toBeGreaterThanOrEqual(57);
      expect(counted).toBeLessThanOrEqual(63);
    }
  });

  it('comes to the same twice, and to the same aggregates when events come twice', async () => {
    const events = oneADay(0, 200);
    const once = await simulate(events, rules);
    expect(await simulate(events, rules)).toEqual(once);
    const twice = await simulate(
      events.flatMap((event) => [event, event]),
      rules,
    );
    const inputs = { ...once.result.inputs, events: 400 };
    expect(twice).toEqual({ ...once, result: { ...once.result, inputs } });
  });

  it('comes to the same in any number of shards', async () => {
    const bought = fc.record({
      number: fc.nat(150),
      days: fc.integer({ min: 85, max: 275 }),
      total: fc.integer({ min: 1_000, max: 50_000 }),
    });
    const winBack = rulesWith({ ...rules, campaigns: [lapsedCampaign] });
    await fc.assert(
      fc.asyncProperty(fc.array(bought), fc.integer({ min: 2, max: 5 }), async (more, count) => {
        const orders = more.map(({ number, days, total }) => order(number, days, total));
        const events = [...oneADay(0, 120), ...orders].sort((a, b) => a.receivedAt - b.receivedAt);
        const shards = Array.from(
          { length: count },
          () => new CustomerShard({ rules: winBack, logsMessages: true }),
        );
        const alone = new CustomerShard({ rules: winBack, logsMessages: true });
        const until = day(365);
        const parted = await simulate(events, winBack, { until, shards });
        expect(parted).toEqual(await simulate(events, winBack, { until, shards: [alone] }));
        expect(parted.result.calibrations).toBeGreaterThan(1);
        expect(parted.campaigns[0]?.entered.all).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  it('learns nothing that the shop has fixed', async () => {
    const fixed = compileRules({
      ...rules,
      rfm: { ...rules.rfm, cutPoints: { recency: 'fixed', frequency: 'fixed', monetary: 'fixed' } },
      tiers: rulesWith().tiers,
    });
    const { result } = await simulate(oneADay(0, 280), fixed);
    // The first says that there is nothing to say.
    expect(result.calibrations).toBe(1);
  });
});

describe('Calibrator', () => {
  const purchasesAsOf = (now: number, factor = 1) =>
    Array.from({ length: 150 }, (_, number) => {
      const history = whoBought([now - number * DAY_MS], (1_000 + number * now) * factor);
      return purchasesToLearnFrom(history, rules, now) ?? [];
    }).flat();

  it('gives rules in which each calibration holds in its time, for those of whom nothing was heard for long', () => {
    const calibrator = new Calibrator(rules);
    const calibrated = [1, 2, 4, 8, 16].map((factor) =>
      calibrator.calibrate(purchasesAsOf(day(200), factor), day(200 + factor)),
    );
    const newest = withCalibrations(
      rules,
      calibrated.flatMap((calibration) => calibration ?? []),
    );
    expect(calibrator.count).toBe(5);
    expect(newest.epochs.map(({ calibration }) => calibration)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(rulesAt(newest, day(0)).calibration).toBe(0);
  });

  it('says that there is nothing new where nobody has changed', () => {
    const calibrator = new Calibrator(rules);
    expect(calibrator.calibrate(purchasesAsOf(day(200)), day(200))).toBeDefined();
    expect(calibrator.calibrate(purchasesAsOf(day(200)), day(200))).toBeUndefined();
    expect(calibrator.count).toBe(1);
  });
});
