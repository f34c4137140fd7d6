import type { Counting } from '../counting.ts';
import { DAY_MS, earlier, type Instant } from '../instant.ts';
import type { Classes } from './classes.ts';
import { nextStageInstant, type StageRules, stageAt, stageCourse } from './lifecycle-stage.ts';
import { classifyNeeds } from './need-classes.ts';
import type { NeedRules } from './need-rules.ts';
import { type PurchaseHistory, type PurchaseSummary, summarizePurchases } from './purchase-summary.ts';
import type { RfmCuts } from './rfm-rules.ts';
import { nextRecencyInstant, scoreRfm } from './rfm-score.ts';
import type { TierRules } from './tier-rules.ts';
import { classifyWindow } from './value-tier.ts';

/** What classes are read off: the shop's rules, with what was learned from its customers in place of what it gave. */
export interface ClassRules extends StageRules {
  readonly rfm: RfmCuts;
  readonly tiers: TierRules;
  readonly needs: NeedRules;
  /** By SKU of the newest products: the business day they were first sold. */
  readonly arrivals?: Readonly<Record<string, number>> | undefined;
}

export interface Classification {
  readonly classes: Classes;
  readonly purchases: PurchaseSummary | undefined;
  /** The first instant after now at which time alone changes the classes; undefined where it never will. */
  readonly nextChange: Instant | undefined;
}

/** Classifies a customer as of `now`, from the purchases alone: the order in which they arrived does not matter. */
export function classify(
  history: PurchaseHistory,
  rules: ClassRules,
  counting: Counting,
  now: Instant,
): Classification {
  const purchases = summarizePurchases(history, now - rules.tiers.windowDays * DAY_MS, counting);
  const window = classifyWindow(history, rules.tiers, counting, now);
  const { tier, frequency } = window;
  if (purchases === undefined)
    return { purchases, classes: { stage: 'prospect', tier, frequency }, nextChange: undefined };
  const course = stageCourse(purchases, rules);
  return {
    purchases,
    classes: {
      stage: stageAt(course, now),
      tier,
      frequency,
      rfm: scoreRfm(purchases, rules.rfm, now),
      ...classifyNeeds(history.orders, rules.needs, rules.arrivals, counting.dayOf),
    },
    nextChange: earlier(
      earlier(window.nextChange, nextRecencyInstant(purchases, rules.rfm, now)),
      nextStageInstant(course, now),
    ),
  };
}
