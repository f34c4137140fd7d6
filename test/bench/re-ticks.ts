import { openOrderSource } from '../../cli/order-source.ts';
import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { realData } from '../support/real-data.ts';
import { awsPrices } from './aws-prices.ts';
import { type BenchResult, judged, notMeasured, told } from './bench-result.ts';
import { progressLine } from './progress-line.ts';
import { RecheckedShop, type RecheckRound } from './rechecked-shop.ts';
import { REPOSITORY } from './run-command.ts';
import { figure } from './statistics.ts';

const WHAT =
  'Cut points change so that about 1,000 of the customers of Online Retail get another score: ticks sent';
const TARGET = 'as many as change, and those due sooner';
/** Customers who are to get another score. */
const CHANGED = 1_000;

/** Ticks and units of the daily pass: where everything is new, where nothing is, and where some cut points have moved. */
export async function measureReTicks(): Promise<BenchResult> {
  const file = realData('online-retail/online-retail.csv.gz');
  if (file === undefined) return notMeasured(WHAT, TARGET, 'Online Retail is not on this machine.');
  const { rules: files } = await loadShop(`${REPOSITORY}/shop`, { templates: false });
  const rules = compileRules({ ...files, shop: { ...files.shop, currency: 'GBP', exchangeRates: {} } });
  const database = openLocalDatabase(':memory:');
  const shop = new RecheckedShop(
    createSqliteTable(database, () => false),
    rules,
  );
  const source = await openOrderSource(file, { assumeConsent: false });
  await shop.replay(await source.arrivals());
  progressLine(`${figure(shop.customers, 0)} customers`);

  const first = await shop.learnAndRecheck();
  progressLine(`first pass: ${JSON.stringify(first)}`);
  const idle = await shop.learnAndRecheck();
  progressLine(`a pass without news: ${JSON.stringify(idle)}`);
  const expected = await shop.moveMoneyCuts(CHANGED);
  const moved = await shop.recheckOnly();
  progressLine(`other cut points: ${expected} to change; ${JSON.stringify(moved)}`);
  await database.close();

  const dear = (100_000 / shop.customers) * (readCost(idle.calibrateReads) + readCost(idle.recheckReads));
  const isExact = moved.changed === expected && moved.ticks === moved.changed + moved.sooner;
  return {
    rows: [
      judged(
        {
          what: WHAT,
          target: TARGET,
          measured: `${figure(moved.ticks, 0)}: ${figure(expected, 0)} change, ${moved.sooner} are due sooner`,
          cause: `${moved.changed} of them changed.`,
          remark: `Of ${figure(shop.customers, 0)}. ${unitsOf(moved)}`,
        },
        isExact,
      ),
      told(
        'The same at the first calibration, which learns everything at once',
        `${figure(first.ticks, 0)}: ${figure(first.changed, 0)} change, ${figure(first.sooner, 0)} are due sooner`,
        unitsOf(first),
      ),
      judged(
        {
          what: 'Ticks after a daily `calibrate` that learns nothing new',
          target: '0',
          measured: figure(idle.ticks, 0),
        },
        idle.ticks === 0,
      ),
      told(
        'DynamoDB read units per customer of that daily pass',
        `${figure((idle.calibrateReads + idle.recheckReads) / shop.customers)}: ${figure(idle.calibrateReads / shop.customers)} to learn, ${figure(idle.recheckReads / shop.customers)} to recheck`,
        `A scan reads whole partitions, the journal with all items bought too: ${figure(shop.inputs / shop.customers, 1)} inputs a customer. ` +
          `For 100,000 such customers it is ${figure(dear)} USD a day.`,
      ),
      told(
        'DynamoDB write units of that daily pass, in all',
        figure(idle.calibrateWrites),
        'The report on the model; products, arrivals and cut points are written only where they change.',
      ),
    ],
    method:
      'Online Retail, all orders and refunds with their items, through `decideBatch` on the SQLite table, which counts what DynamoDB would charge, ' +
      'with the example shop in GBP; then `calibrateShop`, `handleRechecks` and `decideBatch` on the ticks, as of the last order. Whose score the ' +
      'moved cut points of monetary value change is counted apart, from values and cut points alone; a customer has changed where the tick wrote ' +
      'a journal entry. Counted, not timed: one run.',
    figures: {
      customers: shop.customers,
      changed: moved.changed,
      sooner: moved.sooner,
      firstTicks: first.ticks,
      calibrateReads: idle.calibrateReads,
      recheckReads: idle.recheckReads,
    },
  };
}

const readCost = (units: number): number => (units / 1e6) * awsPrices.millionReadUnits;

const unitsOf = ({ ticks, tickReads, tickWrites }: RecheckRound): string =>
  `${figure(tickWrites / Math.max(1, ticks))} write and ${figure(tickReads / Math.max(1, ticks))} read units a tick.`;
