import type { EventKind } from '../../domain/customer/event-data.ts';
import type { CampaignFile } from '../files/campaign-file.ts';
import type { StepFile } from '../files/step-file.ts';
import type { FieldPath } from '../yaml-file.ts';
import { stepPlaces } from './step-places.ts';

/** A condition of a campaign file, and where it stands. */
export interface ConditionPlace {
  readonly text: string;
  readonly path: FieldPath;
  /** The event at hand where it is asked. */
  readonly event?: EventKind;
  /** entry: asked of those who would enter. journey: asked of those who are under way. */
  readonly phase: 'entry' | 'journey';
}

interface Pattern {
  readonly event?: EventKind | undefined;
  readonly when?: string | undefined;
}

/** All conditions of a file, in no order that matters. */
export function conditionPlaces({ trigger, audience, exit, steps }: CampaignFile): readonly ConditionPlace[] {
  const isEvent = trigger.kind === 'event';
  return [
    ...(isEvent ? ofPattern(trigger, ['trigger'], 'entry') : []),
    ...(isEvent && trigger.without ? ofPattern(trigger.without, ['trigger', 'without']) : []),
    ...placeOf(audience, ['audience'], 'entry'),
    ...placeOf(exit?.when, ['exit', 'when']),
    ...(exit?.on ?? []).flatMap((pattern, index) => ofPattern(pattern, ['exit', 'on', index])),
    ...stepPlaces(steps).flatMap(({ step, path }) => [
      ...placeOf(step.only, [...path, 'only']),
      ...ownConditions(step, path),
    ]),
  ];
}

function ownConditions(step: StepFile, path: FieldPath): readonly ConditionPlace[] {
  const ofEach = (holders: readonly { readonly when: string }[], name: string) =>
    holders.flatMap(({ when }, index) => placeOf(when, [...path, name, index, 'when']));
  if (step.kind === 'send') return ofEach(step.vary, 'vary');
  if (step.kind === 'branch') return ofEach(step.cases, 'cases');
  return step.kind === 'wait' ? ofPattern(step, path) : [];
}

const placeOf = (
  text: string | undefined,
  path: FieldPath,
  phase: ConditionPlace['phase'] = 'journey',
): readonly ConditionPlace[] => (text === undefined ? [] : [{ text, path, phase }]);

const ofPattern = (
  { event, when }: Pattern,
  path: FieldPath,
  phase: ConditionPlace['phase'] = 'journey',
): readonly ConditionPlace[] =>
  placeOf(when, [...path, 'when'], phase).map((place) => (event === undefined ? place : { ...place, event }));
