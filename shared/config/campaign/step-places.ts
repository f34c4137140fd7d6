import type { StepFile } from '../files/step-file.ts';
import type { FieldPath } from '../yaml-file.ts';

/** Steps that are done one after the other, and where in the file they stand. */
export interface StepList {
  readonly steps: readonly StepFile[];
  readonly path: FieldPath;
}

export interface StepPlace {
  readonly step: StepFile;
  readonly path: FieldPath;
}

/** Every step of a file, those within steps included, in the order of the file. */
export const stepPlaces = (steps: readonly StepFile[], path: FieldPath = ['steps']): readonly StepPlace[] =>
  steps.flatMap((step, index) => {
    const place = { step, path: [...path, index] };
    return [place, ...innerLists(place).flatMap((list) => stepPlaces(list.steps, list.path))];
  });

/** The lists of steps that a step holds. */
export function innerLists({ step, path }: StepPlace): readonly StepList[] {
  const listAt = (steps: readonly StepFile[] | undefined, ...names: FieldPath): readonly StepList[] =>
    steps === undefined ? [] : [{ steps, path: [...path, ...names] }];
  switch (step.kind) {
    case 'wait':
      return [...listAt(step.onEvent, 'onEvent'), ...listAt(step.onTimeout, 'onTimeout')];
    case 'branch': {
      const ofCases = step.cases.flatMap(({ steps }, index) => listAt(steps, 'cases', index, 'steps'));
      return [...ofCases, ...listAt(step.otherwise, 'otherwise')];
    }
    case 'split':
      return step.ways.flatMap(({ steps }, index) => listAt(steps, 'ways', index, 'steps'));
    default:
      return [];
  }
}
