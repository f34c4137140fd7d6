import type { Rules } from '../../shared/domain/rules.ts';
import { alignColumns, alignTable } from '../print-result.ts';
import type { RunComparison } from './compare-runs.ts';
import { showCost } from './show-cost.ts';

/** What other files would have done to the same history, for a person. */
export function comparisonLines(comparison: RunComparison, { shop }: Pick<Rules, 'shop'>): string[] {
  const { against, campaigns, requested, cost, customers } = comparison;
  if (campaigns.length === 0) return [`Against ${against}: everybody gets the same, at the same time.`];
  const difference = cost.after - cost.before;
  return [
    `Against ${against}, over the same history:`,
    ...alignTable([
      ['', 'before', 'now', 'more', 'less', 'other time', 'other content'],
      ...campaigns.flatMap(({ campaign, entered, steps }) => [
        [`${campaign}, entered`, count(entered.before), count(entered.after)],
        ...steps.map(({ step, before, after, changes }) => [
          `  ${step}`,
          count(before),
          count(after),
          count(changes.more),
          count(changes.less),
          count(changes.moved),
          count(changes.changed),
        ]),
      ]),
      ['all messages', count(requested.before), count(requested.after)],
    ]),
    ...alignColumns([
      ['customers who get anything else', count(customers)],
      [
        'cost',
        `${showCost(cost.before, shop.currency)} before, ${showCost(cost.after, shop.currency)} now: ${difference < 0 ? '-' : '+'}${showCost(Math.abs(difference), shop.currency)}`,
      ],
    ]),
  ];
}

const count = (value: number): string => value.toLocaleString('en');
