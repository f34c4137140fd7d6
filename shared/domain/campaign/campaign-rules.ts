import type { Weekday } from '../calendar/civil-date.ts';
import type { HolidayRule } from '../calendar/holiday-rule.ts';
import type { WeeklyHours } from '../calendar/send-windows.ts';
import type { Channel } from '../channel.ts';
import type { AttributeValue } from '../customer/attribute-value.ts';
import type { EventKind } from '../customer/event-data.ts';

/** One campaign file, compiled: conditions are CEL, steps a list in which each names the one after it. */
export interface CampaignRules {
  readonly name: string;
  /** Names that it had before: journeys and entries under them are its own. */
  readonly formerNames: readonly string[];
  readonly description?: string;
  /** Transactional messages need no consent to marketing and pass caps, quiet hours, holdouts and open cases. */
  readonly purpose: 'promotional' | 'transactional';
  /** A message of which it is not known whether it went: retry sends it once more, so that it may come twice; only transactional ones. Absent: never. */
  readonly onUncertain?: 'retry';
  /** What its messages are about, as topics.yaml names it: goes only to those who have it on. */
  readonly topic?: string;
  readonly trigger: Trigger;
  /** Condition at the entry; absent means everybody. */
  readonly audience?: string;
  /** A customer for whom it holds leaves before the next step. */
  readonly exitWhen?: string;
  /** Events that end the journey at once. */
  readonly exitOn: readonly EventPattern[];
  readonly reentry: Reentry;
  /** Of several messages that could go at one instant, that of the highest goes first. */
  readonly priority: number;
  /** Part of those who would enter and are held out for comparison, 0 to 100. */
  readonly holdoutPercent: number;
  /** What is compared; none where there is but one way. Weights add up to 100. */
  readonly variants: readonly Variant[];
  /** An order within this many days of the entry counts as a conversion. */
  readonly conversionDays: number;
  /** When its messages may go by the customer's clock, within what quiet hours leave; always where empty. */
  readonly sendHours: readonly WeeklyHours[];
  /** How fast a dated campaign is let out. */
  readonly pace: Pace;
  /** The first is where a journey begins. */
  readonly steps: readonly Step[];
}

interface Variant {
  readonly name: string;
  readonly percent: number;
}

export type Reentry =
  /** Never again. */
  | { readonly kind: 'once' }
  /** Not within so many days of the last entry, and not while still under way. */
  | { readonly kind: 'after'; readonly days: number }
  /** Each time, even side by side: for invoices, orders, carts. */
  | { readonly kind: 'always' };

/** Customers let into a dated campaign; without bounds where absent. */
export interface Pace {
  readonly perMinute?: number;
  readonly perDay?: number;
}

/** An event, with a condition over `event`, `entry` and the customer. */
export interface EventPattern {
  readonly event: EventKind;
  readonly when?: string;
}

/** Whose clock a local time is told by. */
export type Whose = 'customer' | 'shop';

export type Trigger =
  | ({ readonly kind: 'event' } & EventPattern)
  | (ClassTrigger & {
      readonly kind: 'enters';
      /** A local date and time of the shop at which those who are in it already enter too. */
      readonly backfillAt?: string;
    })
  | (ClassTrigger & { readonly kind: 'leaves' })
  | {
      readonly kind: 'schedule';
      /** As `readOnce`, `readCron` and `readRrule` read it. */
      readonly form: 'once' | 'cron' | 'rrule';
      readonly text: string;
      /** Of an rrule: its first local date and time. */
      readonly start?: string;
      readonly zone: Whose;
    }
  | {
      readonly kind: 'holiday';
      readonly rule: HolidayRule;
      /** Days from the holiday: -7 is a week before it. */
      readonly offsetDays: number;
      /** 0 to 1439. */
      readonly minuteOfDay: number;
      readonly zone: Whose;
    }
  | {
      readonly kind: 'anniversary';
      readonly of: AnniversaryDay;
      readonly offsetDays: number;
      readonly minuteOfDay: number;
      /** Where a 29 February is kept in a year that has none. */
      readonly leapDay: 'february-28' | 'march-1';
    };

/** What a customer moves into or out of. */
export interface ClassTrigger {
  readonly what: 'stage' | 'tier' | 'segment' | 'group';
  readonly name: string;
}

export type AnniversaryDay =
  /** `lunar`: the birthday is kept by the Chinese calendar. */
  | { readonly kind: 'birthday'; readonly calendar: 'gregorian' | 'chinese' }
  | { readonly kind: 'first-order' }
  /** A text attribute that begins YYYY-MM-DD. */
  | { readonly kind: 'attribute'; readonly name: string };

export type Offer = Readonly<Record<string, string | number>>;

interface StepFrame {
  /** Unique within the campaign: a journey that waits here finds its place again by it when the file has changed. */
  readonly name: string;
  /** The step after it; absent where the campaign ends. */
  readonly next?: string;
  /** Condition without which the step is passed over. */
  readonly only?: string;
}

export interface SendStep extends StepFrame {
  readonly kind: 'send';
  /** In order of preference. */
  readonly channels: readonly Channel[];
  readonly template: string;
  readonly offer: Offer;
  /** The first whose condition holds takes the place of what it names. */
  readonly variations: readonly SendVariation[];
  /** Hours after which the message is no longer worth sending. */
  readonly expiresAfterHours: number;
}

export interface SendVariation {
  readonly when: string;
  readonly channels?: readonly Channel[];
  readonly template?: string;
  readonly offer?: Offer;
}

export type WaitStep = StepFrame & { readonly kind: 'wait' } & (
    | { readonly until: 'passed'; readonly ms: number }
    /** The next time that the customer's clock shows it, on one of the days where they are given. */
    | { readonly until: 'local-time'; readonly minuteOfDay: number; readonly days?: readonly Weekday[] }
    /** A date in the entry's data, so many days on, and then at a minute of the customer's day where one is given; at once where that has passed. */
    | {
        readonly until: 'date';
        readonly field: string;
        readonly offsetDays: number;
        readonly minuteOfDay?: number;
      }
    /** `next` is where it goes on when nothing came in time. */
    | {
        readonly until: 'event';
        readonly pattern: EventPattern;
        readonly withinMs: number;
        /** The step after the event; absent where the journey ends with it. */
        readonly onEvent?: string;
      }
  );

export type Step =
  | SendStep
  | WaitStep
  /** The first whose condition holds; `next` where none does. */
  | (StepFrame & {
      readonly kind: 'branch';
      readonly cases: readonly { readonly when: string; readonly next?: string }[];
    })
  | (StepFrame & {
      readonly kind: 'split';
      readonly ways: readonly { readonly name: string; readonly percent: number; readonly next?: string }[];
    })
  | (StepFrame & { readonly kind: 'award'; readonly points?: number; readonly coupon?: string })
  | (StepFrame & { readonly kind: 'webhook'; readonly endpoint: string; readonly data: Offer })
  | (StepFrame & {
      readonly kind: 'task';
      readonly title: string;
      readonly note?: string;
      readonly dueInDays: number;
    })
  | (StepFrame & {
      readonly kind: 'set';
      readonly attributes: Readonly<Record<string, AttributeValue | null>>;
    })
  | (StepFrame & { readonly kind: 'exit' });
