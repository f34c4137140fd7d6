import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/data-folder.ts';
import { cameTo, replayOrders, simulateOrders, sumOf } from '../../../support/history-result.ts';
import { describeWithData } from '../../../support/real-data.ts';
import { firstMonths } from './first-months.ts';

const TEST_TIMEOUT_MS = 300_000;
/** The last row lies before, and so does what a shuffle of a week holds back. Within begins a quarter, so two calibrations come. */
const BEFORE = '2011-02-01';
const END = ['--until', '2011-02-15'];
/** What does not depend on the order in which events arrive. */
const aggregatesOf = ({
  stateDigest: _,
  messages: __,
  suppressed: ___,
  ...rest
}: ReturnType<typeof cameTo>) => rest;

describeWithData('orders with items', ['online-retail/online-retail.csv.gz'], (file) => {
  it(
    'end in the pipeline where they end in simulate: needs and new arrivals too',
    async () => {
      using folder = temporaryFolder();
      const orders = firstMonths(file, BEFORE, folder.path);
      const [replayed, simulated] = [
        await replayOrders(`${folder.path}/data`, orders, ...END),
        await simulateOrders(orders, ...END),
      ];
      expect(simulated.orders).toBeGreaterThan(500);
      expect(cameTo(replayed)).toEqual(cameTo(simulated));
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'come to the same aggregates in simulate in threads, and when events come three times, in any order within a week',
    async () => {
      using folder = temporaryFolder();
      const orders = firstMonths(file, BEFORE, folder.path);
      const calm = cameTo(await simulateOrders(orders, ...END));
      // In threads, which learn from each other what is new.
      const twice = cameTo(await simulateOrders(orders, ...END, '--chaos', 'duplicate=2', '--threads', '2'));
      const late = cameTo(await simulateOrders(orders, ...END, '--chaos', 'duplicate=3,shuffle=7d'));
      expect(twice).toEqual(calm);
      expect(aggregatesOf(late)).toEqual(aggregatesOf(calm));
      expect(sumOf(late.stages)).toBe(calm.customers);
    },
    TEST_TIMEOUT_MS,
  );
});
