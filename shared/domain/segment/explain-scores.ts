import type { RulesInForce } from '../compiled-rules.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { ExplainedClass } from './explained-class.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import { nextRecencyInstant, rfmKey } from './rfm-score.ts';

/** The RFM scores, each with its cut points, and the group they fall into; none without a purchase. */
export function explainScores(
  purchases: PurchaseSummary | undefined,
  view: CustomerView,
  { rfm, minorUnits }: RulesInForce,
  now: Instant,
): ExplainedClass[] {
  if (purchases === undefined) return [];
  const falls = nextRecencyInstant(purchases, rfm, now);
  const cuts = (values: readonly number[]): string => values.join(' ');
  return [
    {
      name: 'recency score',
      value: String(view.r),
      evidence: {
        daysSinceLastOrder: Math.floor((now - purchases.lastAt) / DAY_MS),
        cutDays: cuts(rfm.recencyDays),
      },
      ...(falls !== undefined && { next: { at: falls, value: String(view.r - 1) } }),
    },
    {
      name: 'frequency score',
      value: String(view.f),
      evidence: { occasions: purchases.occasions, cutOccasions: cuts(rfm.frequencyOccasions) },
    },
    {
      name: 'monetary score',
      value: String(view.m),
      evidence: {
        spent: purchases.valueMinor / minorUnits,
        cutAmounts: cuts(rfm.monetaryMinor.map((minor) => minor / minorUnits)),
      },
    },
    {
      name: 'RFM group',
      value: view.rfmGroup,
      evidence: { cell: rfmKey({ r: view.r, f: view.f, m: view.m }) },
    },
  ];
}
