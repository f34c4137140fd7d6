import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { orderPlaced, tick } from '../../../support/inputs.ts';
import { LiveCustomer } from '../../../support/live-customer.ts';
import { describeWithData } from '../../../support/real-data.ts';
import { rulesWith } from '../../../support/rules.ts';

interface Purchase {
  readonly at: number;
  readonly cents: number;
}

/** Purchases by customer, in the order of time. */
function readPurchases(path: string): ReadonlyMap<string, readonly Purchase[]> {
  const rows = readFileSync(path, 'utf8').trim().split('\n');
  const purchases = rows.map((row) => {
    const [, customer = '', date = '', , dollars = ''] = row.trim().split(/\s+/);
    const at = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)));
    return { customer, at, cents: Math.round(Number(dollars) * 100) };
  });
  return Map.groupBy(
    purchases.sort((a, b) => a.at - b.at),
    ({ customer }) => customer,
  );
}

const END = Date.UTC(1998, 6, 1);
const rules = rulesWith({
  segments: [
    { name: 'call', condition: '"quiet" in segments && "spender" in segments' },
    { name: 'quiet', condition: 'orders >= 3 && daysSinceLastOrder >= 90' },
    { name: 'spender', condition: 'valueInWindow >= 100' },
  ],
});

describeWithData('segments of the customers of CDNOW', ['cdnow/CDNOW_sample.txt'], (file = '') => {
  const customers = readPurchases(file);

  it('are entered, left and held as a count over the plain file says', () => {
    const counted = { quiet: 0, spender: 0, call: 0, quietEntered: 0, quietLeft: 0 };
    const lived = { quiet: 0, spender: 0, call: 0, quietEntered: 0, quietLeft: 0 };
    for (const purchases of customers.values()) {
      const pauses = purchases
        .map(({ at }, index) => (purchases[index + 1]?.at ?? END) - at)
        .filter((pause, index) => index >= 2 && pause >= 90 * DAY_MS);
      const last = purchases.at(-1)?.at ?? END;
      const isQuiet = purchases.length >= 3 && END - last >= 90 * DAY_MS;
      const inWindow = purchases.filter(({ at }) => at > END - 365 * DAY_MS);
      const isSpender = inWindow.reduce((sum, { cents }) => sum + cents, 0) >= 10_000;
      counted.quietEntered += pauses.length;
      counted.quietLeft += pauses.length - (isQuiet ? 1 : 0);
      counted.quiet += Number(isQuiet);
      counted.spender += Number(isSpender);
      counted.call += Number(isQuiet && isSpender);

      const customer = new LiveCustomer(rules);
      purchases.forEach(({ at, cents }, index) => {
        customer.live(
          orderPlaced({ id: `e${index}`, orderId: `o${index}`, occurredAt: at, totalMinor: cents }),
        );
      });
      customer.live(tick(), END);
      for (const fact of customer.facts) {
        if (fact.kind === 'segment.entered' && fact.segment === 'quiet') lived.quietEntered += 1;
        if (fact.kind === 'segment.left' && fact.segment === 'quiet') lived.quietLeft += 1;
      }
      for (const name of ['quiet', 'spender', 'call'] as const)
        lived[name] += Number(customer.state?.segments.includes(name));
    }
    expect(customers.size).toBe(2_357);
    expect(lived).toEqual(counted);
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(10);
  });
});
