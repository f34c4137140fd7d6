import { describe, expect, it } from 'vitest';
import { Calibrator } from '../../../../shared/app/simulate/calibrator.ts';
import { type ArrivingEvent, simulate } from '../../../../shared/app/simulate/simulate.ts';
import { compileRules, rulesAt } from '../../../../shared/domain/compiled-rules.ts';
import { unknownCustomer } from '../../../../shared/domain/customer/unknown-customer.ts';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { day } from '../../../support/inputs.ts';
import { rulesWith } from '../../../support/rules.ts';
import { whoBought } from '../../domain/segment/learning/some-customers.ts';

const rules = rulesWith({
  rfm: { cutPoints: { recency: 'learned', frequency: 'learned', monetary: 'learned' } },
  tiers: { share: { head: 0.2, mid: 0.4 } },
  campaigns: [],
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
  it('learns at the start of each quarter and at the end, where there is something new to learn', () => {
    // From 2026-01-01 on; the quarters begin on days 90, 181 and 273.
    const { calibrations, customers } = simulate(oneADay(0, 320), rules);
    expect(customers).toBe(320);
    expect(calibrations).toBe(4);
  });

  it('learns once where it ends as a quarter begins', () => {
    expect(simulate(oneADay(0, 85), rules, day(90)).calibrations).toBe(1);
    expect(simulate(oneADay(0, 85), rules, day(91)).calibrations).toBe(1);
  });

  it('learns nothing from nobody', () => {
    expect(simulate([], rules, day(400)).calibrations).toBe(0);
  });

  it('ends with shares and fifths of what was learned, as of the end', () => {
    const { tiers, rfm } = simulate(oneADay(0, 300), rules);
    expect(tiers.head).toBeGreaterThanOrEqual(55);
    expect(tiers.head).toBeLessThanOrEqual(65);
    const byRecency = Object.groupBy(Object.entries(rfm), ([score]) => score.charAt(0));
    for (const score of ['1', '2', '3', '4', '5']) {
      const counted = (byRecency[score] ?? []).reduce((sum, [, count]) => sum + count, 0);
      expect(counted).toBeGreaterThanOrEqual(57);
      expect(counted).toBeLessThanOrEqual(63);
    }
  });

  it('comes to the same twice, and to the same aggregates when events come twice', () => {
    const events = oneADay(0, 200);
    const once = simulate(events, rules);
    expect(simulate(events, rules)).toEqual(once);
    const twice = simulate(
      events.flatMap((event) => [event, event]),
      rules,
    );
    expect(twice).toEqual({ ...once, inputs: { ...once.inputs, events: 400 } });
  });

  it('learns nothing that the shop has fixed', () => {
    const fixed = compileRules({
      ...rules,
      rfm: { ...rules.rfm, cutPoints: { recency: 'fixed', frequency: 'fixed', monetary: 'fixed' } },
      tiers: rulesWith().tiers,
    });
    const { calibrations } = simulate(oneADay(0, 280), fixed);
    // The first says that there is nothing to say.
    expect(calibrations).toBe(1);
  });
});

describe('Calibrator', () => {
  const statesAsOf = (now: number) =>
    Array.from({ length: 150 }, (_, number) => ({
      ...unknownCustomer(`c${number}`),
      ...whoBought([now - number * DAY_MS], 1_000 + number * now),
    }));

  it('gives rules in which each calibration holds in its time, for those of whom nothing was heard for long', () => {
    const calibrator = new Calibrator(rules);
    const calibrated = [1, 2, 4, 8, 16].map((factor) =>
      calibrator.calibrate(
        statesAsOf(day(200)).map((state) => ({
          ...state,
          orders: state.orders.map((each) => ({ ...each, totalMinor: each.totalMinor * factor })),
        })),
        day(200 + factor),
      ),
    );
    const newest = calibrated.at(-1);
    if (newest === undefined) throw new Error('Nothing was learned.');
    expect(calibrator.count).toBe(5);
    expect(newest.epochs.map(({ calibration }) => calibration)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(rulesAt(newest, day(0)).calibration).toBe(0);
  });

  it('says that there is nothing new where nobody has changed', () => {
    const calibrator = new Calibrator(rules);
    expect(calibrator.calibrate(statesAsOf(day(200)), day(200))).toBeDefined();
    expect(calibrator.calibrate(statesAsOf(day(200)), day(200))).toBeUndefined();
    expect(calibrator.count).toBe(1);
  });
});
