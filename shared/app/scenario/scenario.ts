import type { AttributeValue } from '../../domain/customer/attribute-value.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import type { CustomerUpdated, EventInput } from '../../domain/customer/input.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Json } from '../../ports.ts';

/** A scenario file, read and held against the shop: what happens to some customers, and what must follow. */
export interface Scenario {
  /** As a person would open it. */
  readonly file: string;
  readonly description: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Told in failures. */
  readonly timeZone: string;
  /** With the campaigns that run, and no others. */
  readonly rules: Rules;
  /** Campaigns that do not hold before the timeline publishes them. */
  readonly unpublished: readonly string[];
  readonly holdout: 'none' | 'as-drawn';
  readonly customers: readonly ScenarioCustomer[];
  /** In order of time. */
  readonly timeline: readonly ScenarioStep[];
}

export interface ScenarioCustomer {
  readonly name: string;
  readonly isControl: boolean;
  /** By campaign: "holdout" or a variant. */
  readonly arms: Readonly<Record<string, string>>;
  /** In order of time, before the scenario starts. */
  readonly history: readonly EventInput[];
  /** Who the customer is when it starts. */
  readonly profile: CustomerUpdated;
}

/** Line and column of what a failure speaks of. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type ScenarioStep = { readonly at: Instant; readonly place: Place } & (
  | { readonly kind: 'event'; readonly customer: string; readonly input: EventInput }
  /** The customer opens or clicks the message that the step sent last. */
  | {
      readonly kind: 'engagement';
      readonly customer: string;
      readonly engagement: 'message.opened' | 'message.clicked';
      readonly campaign: string;
      readonly step: string;
    }
  | { readonly kind: 'pause' | 'resume' | 'stop' | 'publish'; readonly campaign: string }
  /** The files from here on. */
  | { readonly kind: 'edit'; readonly rules: Rules }
  | { readonly kind: 'expect'; readonly expectation: Expectation }
);

/** What must be so of one customer at one instant; facts are those since the expectation before it. */
export interface Expectation {
  readonly customer: string;
  /** All messages that were asked for, in order. */
  readonly messages?: { readonly place: Place; readonly expected: readonly ExpectedFact[] };
  readonly facts: readonly ExpectedFact[];
  readonly no: readonly ExpectedFact[];
  readonly state?: ExpectedState;
}

export interface ExpectedFact {
  readonly place: Place;
  readonly kind: Fact['kind'];
  /** What its fields must be; within groups, those that are named. */
  readonly fields: Readonly<Record<string, Json>>;
  /** Neither before the first nor after the last of these instants. */
  readonly between?: readonly [Instant, Instant];
}

export interface ExpectedState {
  readonly place: Place;
  readonly stage?: string;
  readonly tier?: string;
  /** By name, in the order of the alphabet. */
  readonly segments?: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue | null>>;
  readonly journeys?: readonly ExpectedJourney[];
}

interface ExpectedJourney {
  readonly campaign: string;
  readonly step?: string;
  readonly variant?: string;
}
