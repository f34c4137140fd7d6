import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import { differingFields, isWithin, matchesFact } from './match-fact.ts';
import type { Expectation, ExpectedFact, ExpectedState, Place } from './scenario.ts';

/** One expectation that was not met. */
export type Unmet = { readonly place: Place } & (
  | {
      readonly kind: 'messages';
      readonly expected: readonly ExpectedFact[];
      readonly happened: readonly RequestedFact[];
    }
  | {
      readonly kind: 'missing-fact';
      readonly expected: ExpectedFact;
      /** The fact that comes closest, and in what it is another. */
      readonly nearest?: { readonly fact: Fact; readonly differs: readonly string[] };
    }
  | { readonly kind: 'unwanted-fact'; readonly expected: ExpectedFact; readonly happened: Fact }
  | {
      readonly kind: 'state';
      readonly field: keyof Omit<ExpectedState, 'place'>;
      readonly expected: unknown;
      readonly happened: unknown;
    }
  /** A click on a message that never was. */
  | { readonly kind: 'nothing-sent'; readonly campaign: string; readonly step: string }
);

type RequestedFact = Extract<Fact, { kind: 'message.requested' }>;

/** Holds what happened, and how things stand, against what was expected. */
export function checkExpectation(
  expectation: Expectation,
  facts: readonly Fact[],
  state: CustomerState,
): readonly Unmet[] {
  return [
    ...checkMessages(expectation, facts),
    ...checkFacts(expectation.facts, facts),
    ...expectation.no.flatMap((unwanted): Unmet[] => {
      const happened = facts.find((fact) => matchesFact(fact, unwanted));
      return happened === undefined
        ? []
        : [{ kind: 'unwanted-fact', place: unwanted.place, expected: unwanted, happened }];
    }),
    ...(expectation.state === undefined ? [] : checkState(expectation.state, state)),
  ];
}

function checkMessages({ messages }: Expectation, facts: readonly Fact[]): readonly Unmet[] {
  if (messages === undefined) return [];
  const { place, expected } = messages;
  const happened = facts.filter((fact) => fact.kind === 'message.requested');
  const isMet =
    happened.length === expected.length &&
    expected.every((message, index) => {
      const fact = happened[index];
      return fact !== undefined && matchesFact(fact, message);
    });
  return isMet ? [] : [{ kind: 'messages', place, expected, happened }];
}

/** Each expected fact is looked for among those that no other has taken. */
function checkFacts(expected: readonly ExpectedFact[], facts: readonly Fact[]): readonly Unmet[] {
  const left = [...facts];
  return expected.flatMap((wanted): Unmet[] => {
    const found = left.findIndex((fact) => matchesFact(fact, wanted));
    if (found >= 0) {
      left.splice(found, 1);
      return [];
    }
    const nearest = nearestFact(wanted, left);
    return [
      {
        kind: 'missing-fact',
        place: wanted.place,
        expected: wanted,
        ...(nearest !== undefined && { nearest }),
      },
    ];
  });
}

function nearestFact(wanted: ExpectedFact, facts: readonly Fact[]) {
  return facts
    .filter(({ kind }) => kind === wanted.kind)
    .map((fact) => ({ fact, differs: differingFields(fact, wanted) }))
    .reduce<{ readonly fact: Fact; readonly differs: readonly string[] } | undefined>(
      (best, candidate) =>
        best === undefined || candidate.differs.length < best.differs.length ? candidate : best,
      undefined,
    );
}

function checkState(expected: ExpectedState, state: CustomerState): readonly Unmet[] {
  const { place, ...fields } = expected;
  const actual = standingOf(state);
  return Object.entries(fields).flatMap(([name, wanted]): Unmet[] => {
    const field = fieldNamed(name);
    if (field === undefined || isWithin(wanted, actual[field])) return [];
    const happened =
      field === 'attributes'
        ? Object.fromEntries(Object.keys(wanted).map((key) => [key, actual.attributes[key] ?? null]))
        : actual[field];
    return [{ kind: 'state', place, field, expected: wanted, happened }];
  });
}

const STATE_FIELDS = ['stage', 'tier', 'segments', 'attributes', 'journeys'] as const;

const fieldNamed = (name: string) => STATE_FIELDS.find((field) => field === name);

/** Only what has been entered counts as a journey, not what is booked for a later local time. */
const standingOf = ({ classes, segments, profile, journeys }: CustomerState) => ({
  stage: classes.stage,
  tier: classes.tier,
  segments,
  attributes: Object.fromEntries(
    Object.entries(profile.attributes).map(([name, { value }]) => [name, value]),
  ),
  journeys: journeys
    .filter(({ phase }) => phase !== 'booked')
    .map(({ campaign, step, variant }) => ({ campaign, step, ...(variant !== undefined && { variant }) })),
});
