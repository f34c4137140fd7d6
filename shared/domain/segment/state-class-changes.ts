import type { RulesInForce } from '../compiled-rules.ts';
import type { Counting } from '../counting.ts';
import type { CustomerState } from '../customer/customer-state.ts';
import type { Fact, Why } from '../customer/fact.ts';
import type { Instant } from '../instant.ts';
import type { Classes, RfmScore } from './classes.ts';
import { explainClass } from './explain-classes.ts';
import { needEvidence } from './need-classes.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import { isSameScore, rfmKey } from './rfm-score.ts';

interface Grounds {
  readonly state: Pick<CustomerState, 'orders'>;
  readonly purchases: PurchaseSummary | undefined;
  readonly rules: RulesInForce;
  readonly counting: Counting;
}

/** States each class that is other than before as a fact, with what it was read off. `from` is undefined for a first meeting. */
export function stateClassChanges(
  from: Classes | undefined,
  to: Classes,
  grounds: Grounds,
  facts: Fact[],
  now: Instant,
): void {
  const { purchases, rules } = grounds;
  if (from?.stage !== to.stage) {
    const why = explainClass.stage(purchases, rules, now);
    facts.push({ kind: 'stage.changed', at: now, from: from?.stage ?? null, to: to.stage, why });
  }
  if (from?.tier !== to.tier) {
    const why = explainClass.tier(purchases, rules);
    facts.push({ kind: 'tier.changed', at: now, from: from?.tier ?? null, to: to.tier, why });
  }
  if (from?.frequency !== to.frequency) {
    const why = explainClass.frequency(purchases);
    facts.push({ kind: 'frequency.changed', at: now, from: from?.frequency ?? null, to: to.frequency, why });
  }
  if (!isSameScore(from?.rfm, to.rfm)) stateScoreChange(from?.rfm, to.rfm, grounds, facts, now);
  if (from?.price !== to.price || from?.novelty !== to.novelty) {
    const why = needsWhy(grounds);
    for (const need of ['price', 'novelty'] as const) {
      if (from?.[need] === to[need]) continue;
      facts.push({
        kind: 'need.changed',
        at: now,
        need,
        from: from?.[need] ?? null,
        to: to[need] ?? null,
        why,
      });
    }
  }
}

/**
 * States each segment of the shop's own that the customer has entered or left. `whyOf` gives what a segment's condition looked
 * at. Both lists are in order.
 */
export function stateMoves(
  before: readonly string[],
  after: readonly string[],
  whyOf: (segment: string) => Why,
  facts: Fact[],
  now: Instant,
): void {
  if (before.length === 0 && after.length === 0) return;
  for (const segment of before)
    if (!after.includes(segment)) facts.push({ kind: 'segment.left', at: now, segment, why: whyOf(segment) });
  for (const segment of after)
    if (!before.includes(segment))
      facts.push({ kind: 'segment.entered', at: now, segment, why: whyOf(segment) });
}

function stateScoreChange(
  from: RfmScore | undefined,
  to: RfmScore | undefined,
  { purchases, rules }: Grounds,
  facts: Fact[],
  now: Instant,
): void {
  const why = explainClass.rfm(purchases, now);
  facts.push({ kind: 'rfm.changed', at: now, from: from ?? null, to: to ?? null, why });
  const [left, joined] = [from, to].map((score) => score && rules.rfmGroups.get(rfmKey(score)));
  if (left !== joined)
    facts.push({ kind: 'group.changed', at: now, from: left ?? null, to: joined ?? null, why });
}

function needsWhy({ state, rules, counting }: Grounds): Why {
  return { ...needEvidence(state.orders, rules.needs, rules.arrivals, counting.dayOf) };
}
