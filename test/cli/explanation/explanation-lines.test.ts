import { describe, expect, it } from 'vitest';
import { explanationLines } from '../../../cli/explanation/explanation-lines.ts';
import type { CustomerExplanation } from '../../../shared/domain/segment/explain-customer.ts';

const AT = Date.UTC(2026, 4, 1, 12, 30);

const prediction = {
  pattern: { x: 8, tx: 45.4, T: 59.7 },
  pAlive: 0.6244,
  expectedOrders: 3.508,
  expectedSpendMinor: 4_770.08,
  lifetimeValueMinor: 160_048.3,
  expectedLossMinor: 9_625.36,
  nextOrderAt: Date.UTC(2026, 11, 29),
};

const textOf = (overrides: Partial<CustomerExplanation> = {}, currency = 'USD'): string =>
  explanationLines({
    customerId: 'c1',
    currency,
    horizonDays: 365,
    explanation: {
      asOf: AT,
      rulesVersion: '0123456789abcdef',
      classes: [
        {
          name: 'stage',
          value: 'active',
          evidence: { daysSinceLastOrder: 50, atRiskDays: 90 },
          next: { at: Date.UTC(2026, 5, 10), value: 'at-risk' },
        },
        { name: 'categories', value: 'greenTea', evidence: { greenTea: 0.75, cups: 0.25 } },
      ],
      segments: [],
      ...overrides,
    },
  }).join('\n');

describe('explanationLines', () => {
  it('names values and thresholds in words, and what comes next by itself', () => {
    const text = textOf();
    expect(text).toMatch(/^ {2}stage +active +days since last order 50; at risk days 90$/m);
    expect(text).toMatch(/^ +at-risk from 2026-06-10 00:00 if nothing happens$/m);
  });

  it('says who is in a segment in the shop’s words before its condition, or the condition alone', () => {
    const quiet = { name: 'quiet', isMember: true, condition: 'orders >=\n 2', why: { orders: 3 } };
    expect(textOf({ segments: [{ ...quiet, description: 'They come back.' }] })).toMatch(
      /^ {2}in {3}quiet {2}They come back\.\n {14}orders >= 2\n {14}orders 3$/m,
    );
    expect(textOf({ segments: [quiet] })).toMatch(/^ {2}in {3}quiet {2}orders >= 2\n {14}orders 3$/m);
  });

  it('leaves the shop’s own names as they are', () => {
    expect(textOf()).toMatch(/^ {2}categories +greenTea +greenTea 0\.75; cups 0\.25$/m);
  });

  it('names the calibration in force, or says that there is none', () => {
    expect(textOf({ calibration: { sequence: 7, since: AT } })).toMatch(
      /^ {2}calibration +7, in force since 2026-05-01 12:30 UTC$/m,
    );
    expect(textOf()).toMatch(
      /^ {2}calibration +none yet: cut points and thresholds are those of the files$/m,
    );
  });

  it('tells what is expected of the customer, money with its currency', () => {
    const text = textOf({ prediction });
    expect(text).toContain('Predictions, 365 days ahead:');
    expect(text).toMatch(/^ {2}P\(alive\) +0\.624$/m);
    expect(text).toMatch(/^ {2}expected orders +3\.51$/m);
    expect(text).toMatch(/^ {2}spend of an order +\$47\.70$/m);
    expect(text).toMatch(/^ {2}lifetime value +\$1,600\.48$/m);
    expect(text).toMatch(/^ {2}next order +2026-12-29: half of such customers/m);
    expect(textOf({ prediction }, 'JPY')).toMatch(/^ {2}lifetime value +¥160,048$/m);
    expect(textOf({ prediction: { ...prediction, nextOrderAt: undefined } })).toMatch(
      /next order +not within/,
    );
  });

  it('says why nothing is predicted', () => {
    expect(textOf()).toContain('No predictions: the shop has no model that can be trusted yet.');
    const prospect = [{ name: 'stage', value: 'prospect', evidence: { occasions: 0 } }];
    expect(textOf({ classes: prospect })).toContain('No predictions: nothing was bought yet.');
  });

  it('gives each segment with its condition on one line, and what the condition looked at', () => {
    const text = textOf({
      segments: [
        {
          name: 'fading',
          isMember: true,
          condition: 'tier == "mid"\n  && pAlive < 0.7',
          why: { tier: 'mid', pAlive: 0.4 },
        },
        { name: 'far', isMember: false, condition: 'country == "NZ"', why: {} },
      ],
    });
    expect(text).toMatch(/^ {2}in {3}fading +tier == "mid" && pAlive < 0\.7$/m);
    expect(text).toMatch(/^ +tier mid; pAlive 0\.4$/m);
    expect(text).toMatch(/^ {2}out {2}far +country == "NZ"$/m);
    expect(text).toMatch(/^ +nothing of what it asks is known$/m);
    expect(textOf()).toContain('No segments of your own: segments.yaml has none.');
  });
});
