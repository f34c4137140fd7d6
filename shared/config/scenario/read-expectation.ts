import { FACT_KINDS, fieldsOfFact, INSTANT_FIELDS, isFactKind } from '../../app/scenario/fact-fields.ts';
import type { Expectation, ExpectedFact, ExpectedState } from '../../app/scenario/scenario.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Json } from '../../ports.ts';
import type { ExpectationFile } from '../files/scenario-file.ts';
import type { FieldPath } from '../yaml-file.ts';
import { isJson } from './is-json.ts';
import type { ScenarioReading } from './scenario-reading.ts';

/** What a block of expectations means. A campaign, step, kind or field that there is not would never be met, or always: it is refused. */
export function readExpectation(
  reading: ScenarioReading,
  path: FieldPath,
  file: ExpectationFile,
): Expectation {
  const facts = (field: 'facts' | 'no') =>
    (file[field] ?? []).flatMap((fact, index) => readFact(reading, [...path, field, index], fact) ?? []);
  return {
    customer: reading.customer(path, file.customer),
    ...(file.messages !== undefined && {
      messages: {
        place: reading.place([...path, 'messages']),
        expected: file.messages.map((message, index) =>
          readMessage(reading, [...path, 'messages', index], message),
        ),
      },
    }),
    facts: facts('facts'),
    no: facts('no'),
    ...(file.state !== undefined && { state: readState(reading, [...path, 'state'], file.state) }),
  };
}

type MessageFile = NonNullable<ExpectationFile['messages']>[number];
type FactFile = NonNullable<ExpectationFile['facts']>[number];
type StateFile = NonNullable<ExpectationFile['state']>;

function readMessage(reading: ScenarioReading, path: FieldPath, message: MessageFile): ExpectedFact {
  const { at, within, ...fields } = message;
  reading.campaign(path, message.campaign, message.step);
  return {
    place: reading.place(path),
    kind: 'message.requested',
    fields: definedOnly(fields),
    ...timing(reading, path, at, within),
  };
}

function readFact(reading: ScenarioReading, path: FieldPath, fact: FactFile): ExpectedFact | undefined {
  const { kind, at, within, ...fields } = fact;
  if (!isFactKind(kind)) {
    reading.known([...path, 'kind'], 'fact', kind, FACT_KINDS);
    return undefined;
  }
  for (const field of Object.keys(fields))
    reading.known([...path, field], `field of ${kind}`, field, fieldsOfFact(kind));
  const { campaign, step } = fields;
  if (typeof campaign === 'string')
    reading.campaign(path, campaign, typeof step === 'string' ? step : undefined);
  const entries = Object.entries(definedOnly(fields)).map(([field, value]): [string, Json] => [
    field,
    INSTANT_FIELDS.has(field) && typeof value === 'string' ? reading.instant([...path, field], value) : value,
  ]);
  return {
    place: reading.place(path),
    kind,
    fields: Object.fromEntries(entries),
    ...timing(reading, path, at, within),
  };
}

function timing(
  reading: ScenarioReading,
  path: FieldPath,
  at: string | undefined,
  within: readonly [string, string] | undefined,
): { readonly between?: readonly [Instant, Instant] } {
  if (at !== undefined && within !== undefined)
    reading.refuse([...path, 'within'], 'give "at" or "within", not both');
  if (at !== undefined) {
    const time = reading.time([...path, 'at'], at);
    return { between: [time.at, time.upTo] };
  }
  if (within === undefined) return {};
  const [from, to] = [
    reading.instant([...path, 'within', 0], within[0]),
    reading.time([...path, 'within', 1], within[1]).upTo,
  ];
  if (to < from) reading.refuse([...path, 'within'], 'the second of the two is before the first');
  return { between: [from, to] };
}

function readState(reading: ScenarioReading, path: FieldPath, state: StateFile): ExpectedState {
  const { segments, journeys } = state;
  const names = reading.rules.segments.map(({ name }) => name);
  segments?.forEach((segment, index) => {
    reading.known([...path, 'segments', index], 'segment', segment, names);
  });
  journeys?.forEach(({ campaign, step }, index) => {
    reading.campaign([...path, 'journeys', index], campaign, step);
  });
  return {
    place: reading.place(path),
    ...(state.stage !== undefined && { stage: state.stage }),
    ...(state.tier !== undefined && { tier: state.tier }),
    ...(segments !== undefined && { segments: segments.toSorted() }),
    ...(state.attributes !== undefined && { attributes: state.attributes }),
    ...(journeys !== undefined && {
      journeys: journeys.map(({ campaign, step, variant }) => ({
        campaign,
        ...(step !== undefined && { step }),
        ...(variant !== undefined && { variant }),
      })),
    }),
  };
}

const definedOnly = (fields: Readonly<Record<string, unknown>>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, Json][] =>
      isJson(value) ? [[name, value]] : [],
    ),
  );
