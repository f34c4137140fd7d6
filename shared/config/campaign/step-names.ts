import type { SendStepFile } from '../files/send-step.ts';
import type { StepFile } from '../files/step-file.ts';

/** The step that waits whether what a trigger must do without comes after all. */
export const WITHOUT_STEP = 'without';

/** The steps that a send step with a fallback is besides itself. */
export const fallbackNames = ({ name }: Pick<SendStepFile, 'name'>) => ({
  wait: `${name}-fallback-wait`,
  send: `${name}-fallback`,
});

/**
 * The name of the branch before a step that `only` passes over as a whole; undefined for a step from which the way on is
 * the same whether it was passed over or not.
 */
export function guardName(step: StepFile): string | undefined {
  if (step.only === undefined) return undefined;
  const isWhole =
    (step.kind === 'send' && step.fallback !== undefined) ||
    (step.kind === 'wait' && (step.onTimeout ?? []).length > 0) ||
    (step.kind === 'branch' && (step.otherwise ?? []).length > 0);
  return isWhole ? `${step.name}-only` : undefined;
}

/** The names of all steps that a step of a file becomes, those of steps within it left out. */
export function namesOf(step: StepFile): readonly string[] {
  const guard = guardName(step);
  const own = guard === undefined ? [step.name] : [step.name, guard];
  if (step.kind !== 'send' || step.fallback === undefined) return own;
  const { wait, send } = fallbackNames(step);
  return [...own, wait, send];
}
