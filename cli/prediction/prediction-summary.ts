import type { CustomerPrediction } from '../../shared/app/predict/predict-customers.ts';
import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { alignColumns, alignTable } from '../print-result.ts';
import { writeDay } from './parse-day.ts';

const LISTED = 10;

interface SummaryTerms {
  readonly at: number;
  readonly horizonDays: number;
  readonly currency: string;
}

/** What the predictions come to, and the customers who are worth most, for a person. */
export function predictionSummary(
  predictions: Iterable<CustomerPrediction>,
  { at, horizonDays, currency }: SummaryTerms,
): string[] {
  let [customers, alive, orders, value] = [0, 0, 0, 0];
  let best: CustomerPrediction[] = [];
  for (const one of predictions) {
    customers += 1;
    alive += one.probabilityAlive;
    orders += one.expectedOrders;
    value += one.lifetimeValue ?? 0;
    best.push(one);
    if (best.length > 100 * LISTED) best = mostValuable(best);
  }
  const money = (amount: number | undefined): string =>
    amount === undefined
      ? ''
      : amount.toLocaleString('en', {
          minimumFractionDigits: currencyDecimals(currency),
          maximumFractionDigits: currencyDecimals(currency),
        });
  return [
    `As of ${writeDay(at)}, the next ${horizonDays} days:`,
    ...alignColumns([
      ['customers', customers.toLocaleString('en')],
      ['still customers', Math.round(alive).toLocaleString('en')],
      ['expected orders', Math.round(orders).toLocaleString('en')],
      [`lifetime value in ${currency}`, money(value)],
    ]),
    '',
    'Worth most:',
    ...alignTable([
      ['customer', 'P(alive)', 'orders', 'an order', 'value', 'next order'],
      ...mostValuable(best).map((one) => [
        one.customerId,
        one.probabilityAlive.toFixed(2),
        one.expectedOrders.toFixed(1),
        money(one.expectedSpend),
        money(one.lifetimeValue),
        one.nextOrderDay === undefined ? '' : writeDay(one.nextOrderDay),
      ]),
    ]),
    '',
    'Add --csv or --json for every customer.',
  ];
}

const mostValuable = (predictions: readonly CustomerPrediction[]): CustomerPrediction[] =>
  predictions
    .toSorted(
      (one, other) =>
        (other.lifetimeValue ?? other.expectedOrders) - (one.lifetimeValue ?? one.expectedOrders),
    )
    .slice(0, LISTED);
