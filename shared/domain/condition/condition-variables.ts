import type { CustomerView } from '../customer/customer-view.ts';
import { FREQUENCIES, NOVELTY_NEEDS, PRICE_NEEDS, STAGES, TIERS } from '../segment/classes.ts';

/**
 * How a figure changes as long as nothing happens to the customer: by one with each whole day since the first or the last
 * order; down, with each order that leaves the window; down, with each whole day since the first order; or, as the
 * expected loss does, up and down with each such day.
 */
export type TimeCourse =
  | 'days-since-first-order'
  | 'days-since-last-order'
  | 'falls-at-window-exits'
  | 'falls-daily'
  | 'expected-loss';

interface ConditionVariable {
  /** CEL type. */
  readonly type:
    | 'string'
    | 'int'
    | 'double'
    | 'bool'
    | 'list<string>'
    | 'map<string, double>'
    | 'map<string, dyn>';
  /** For editors and guides. */
  readonly description: string;
  /** All the values that it can have, apart from the empty one; comparing it with another is a mistake. */
  readonly values?: readonly string[];
  /** A negative number means that the customer has none. */
  readonly isAbsentBelowZero?: true;
  /** Absent: it stays as it is until something happens, or the customer's classes change. */
  readonly time?: TimeCourse;
}

/** What a condition may ask about a customer: each field of the view, with its type in the condition language. */
export const CONDITION_VARIABLES: Readonly<Record<keyof CustomerView, ConditionVariable>> = {
  stage: { type: 'string', description: 'Lifecycle stage', values: STAGES },
  tier: { type: 'string', description: 'Value tier', values: TIERS },
  frequency: { type: 'string', description: 'Frequency class', values: FREQUENCIES },
  r: { type: 'int', description: 'Recency score, 1 (worst) to 5 (best); 0 without a purchase' },
  f: { type: 'int', description: 'Frequency score, 1 (worst) to 5 (best); 0 without a purchase' },
  m: { type: 'int', description: 'Monetary score, 1 (worst) to 5 (best); 0 without a purchase' },
  rfmGroup: {
    type: 'string',
    description: 'Group of the three scores, as rfm.yaml names it; empty without a purchase',
  },
  priceNeed: {
    type: 'string',
    description: 'What the price means to the customer; empty where too little is known',
    values: PRICE_NEEDS,
  },
  noveltyNeed: {
    type: 'string',
    description: 'What the customer looks for; empty where too little is known',
    values: NOVELTY_NEEDS,
  },
  categories: {
    type: 'list<string>',
    description: 'Categories bought from most, at most five, the first first',
  },
  topCategory: { type: 'string', description: 'Category bought from most; empty where not known' },
  affinity: {
    type: 'map<string, double>',
    description:
      'Part of the purchases by category, 0 to 1; no comparison holds for a category not among the five',
  },
  preferredChannel: { type: 'string', description: 'Channel bought through most; empty where not known' },
  preferredHour: {
    type: 'int',
    description: "Hour, 0 to 23 in the customer's zone, about which most orders were placed",
    isAbsentBelowZero: true,
  },
  pAlive: {
    type: 'double',
    description:
      'Probability that the customer still buys, 0 to 1; no comparison holds while nothing is predicted',
    isAbsentBelowZero: true,
    time: 'falls-daily',
  },
  expectedOrders: {
    type: 'double',
    description: 'Orders expected within the horizon; no comparison holds while nothing is predicted',
    isAbsentBelowZero: true,
    time: 'falls-daily',
  },
  expectedSpend: {
    type: 'double',
    description: 'Expected value of one order; no comparison holds while nothing is predicted',
    isAbsentBelowZero: true,
  },
  lifetimeValue: {
    type: 'double',
    description: 'Profit expected within the horizon; no comparison holds while nothing is predicted',
    isAbsentBelowZero: true,
    time: 'falls-daily',
  },
  expectedLoss: {
    type: 'double',
    description: 'Profit lost if the customer has given up; no comparison holds while nothing is predicted',
    isAbsentBelowZero: true,
    time: 'expected-loss',
  },
  segments: {
    type: 'list<string>',
    description: 'Segments of segments.yaml that the customer is in: "vip" in segments',
  },
  orders: { type: 'int', description: 'Orders so far' },
  occasions: { type: 'int', description: 'Days with at least one purchase so far' },
  value: { type: 'double', description: "Spent so far net of refunds, in the shop's currency" },
  valueInWindow: {
    type: 'double',
    description: "Spent within the tiers' window net of refunds, in the shop's currency",
    time: 'falls-at-window-exits',
  },
  averageOrderValue: { type: 'double', description: "Value of an average order, in the shop's currency" },
  daysSinceLastOrder: {
    type: 'int',
    description: 'Whole days since the last order; no comparison holds without one',
    isAbsentBelowZero: true,
    time: 'days-since-last-order',
  },
  daysSinceFirstOrder: {
    type: 'int',
    description: 'Whole days since the first order; no comparison holds without one',
    isAbsentBelowZero: true,
    time: 'days-since-first-order',
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

/** Whether conditions know a variable of this name. */
export const isConditionVariable = (name: string): name is keyof CustomerView =>
  Object.hasOwn(CONDITION_VARIABLES, name);
