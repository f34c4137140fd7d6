import type { CampaignContext } from './campaign-context.ts';
import { innerLists, type StepList, type StepPlace } from './step-places.ts';

/** Steps after one at which every journey ends are never done. */
export function checkReachability(context: CampaignContext): void {
  checkList({ steps: context.value.steps, path: ['steps'] }, context);
}

function checkList({ steps, path }: StepList, context: CampaignContext): void {
  const { yaml, problems } = context;
  const places = steps.map((step, index) => ({ step, path: [...path, index] }));
  const last = places.findIndex(isEnd);
  const [end, after] = [places[last], places[last + 1]];
  if (end !== undefined && after !== undefined) {
    const why =
      end.step.kind === 'exit'
        ? `the journey ends at "${end.step.name}"`
        : `every way through "${end.step.name}" ends the journey`;
    problems.addAt(yaml, [...after.path, 'name'], `this step is never reached: ${why}`);
  }
  for (const place of places) for (const list of innerLists(place)) checkList(list, context);
}

/** Whether no journey goes on after a step. */
function isEnd({ step, path }: StepPlace): boolean {
  if (step.only !== undefined) return false;
  const isWhole =
    (step.kind === 'wait' && step.onEvent !== undefined && step.onTimeout !== undefined) ||
    (step.kind === 'branch' && step.otherwise !== undefined) ||
    step.kind === 'split';
  if (!isWhole) return step.kind === 'exit';
  return innerLists({ step, path }).every((list) =>
    list.steps.some((inner, index) => isEnd({ step: inner, path: [...list.path, index] })),
  );
}
