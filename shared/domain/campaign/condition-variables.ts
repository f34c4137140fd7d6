import type { CustomerView } from '../customer/customer-view.ts';
import { FREQUENCIES, STAGES, TIERS } from '../segment/classes.ts';

interface ConditionVariable {
  /** CEL type. */
  readonly type: 'string' | 'int' | 'double' | 'bool' | 'map<string, dyn>';
  /** For editors and guides. */
  readonly description: string;
  /** All the values that it can have; comparing it with another is a mistake. */
  readonly values?: readonly string[];
  /** A negative number means that the customer has none. */
  readonly isAbsentBelowZero?: true;
}

/** What a condition may ask about a customer: each field of the view, with its type in the condition language. */
export const CONDITION_VARIABLES: Readonly<Record<keyof CustomerView, ConditionVariable>> = {
  stage: { type: 'string', description: 'Lifecycle stage', values: STAGES },
  tier: { type: 'string', description: 'Value tier', values: TIERS },
  frequency: { type: 'string', description: 'Frequency class', values: FREQUENCIES },
  r: { type: 'int', description: 'Recency score, 1 (worst) to 5 (best); 0 without a purchase' },
  f: { type: 'int', description: 'Frequency score, 1 (worst) to 5 (best); 0 without a purchase' },
  m: { type: 'int', description: 'Monetary score, 1 (worst) to 5 (best); 0 without a purchase' },
  orders: { type: 'int', description: 'Orders so far' },
  occasions: { type: 'int', description: 'Days with at least one purchase so far' },
  value: { type: 'double', description: "Spent so far net of refunds, in the shop's currency" },
  valueInWindow: {
    type: 'double',
    description: "Spent within the tiers' window net of refunds, in the shop's currency",
  },
  averageOrderValue: { type: 'double', description: "Value of an average order, in the shop's currency" },
  daysSinceLastOrder: {
    type: 'int',
    description: 'Whole days since the last order; no comparison holds without one',
    isAbsentBelowZero: true,
  },
  daysSinceFirstOrder: {
    type: 'int',
    description: 'Whole days since the first order; no comparison holds without one',
    isAbsentBelowZero: true,
  },
  country: { type: 'string', description: 'ISO 3166-1 code such as "CN"; empty where not known' },
  locale: { type: 'string', description: 'BCP 47 tag such as "zh-CN"; empty where not known' },
  timeZone: { type: 'string', description: 'IANA zone such as "Asia/Shanghai"; empty where not known' },
  attributes: { type: 'map<string, dyn>', description: "The shop's own facts about the customer" },
  hasEmail: { type: 'bool', description: 'Whether an e-mail address is known' },
  hasPhone: { type: 'bool', description: 'Whether a phone number is known' },
  emailConsent: { type: 'bool', description: 'Whether the customer agreed to e-mail' },
  smsConsent: { type: 'bool', description: 'Whether the customer agreed to text messages' },
};
