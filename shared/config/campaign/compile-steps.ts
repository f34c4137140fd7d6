import type { Step, WaitStep } from '../../domain/campaign/campaign-rules.ts';
import { durationMs } from '../files/duration-text.ts';
import type { StepFile, WaitStepFile } from '../files/step-file.ts';
import { minuteOfDay } from '../files/time-of-day.ts';
import { compileSend, type MessageSource } from './compile-send.ts';
import { guardName } from './step-names.ts';

/**
 * The steps of a file, those within steps included, as a list in which each names the one after it; `after` is where the
 * last goes on, absent where the journey ends.
 */
export const compileSteps = (
  steps: readonly StepFile[],
  after: string | undefined,
  source: MessageSource,
): Step[] =>
  steps.flatMap((step, index) => {
    const next = firstOf(steps.slice(index + 1), after);
    const compiled = compileStep(step, next, source);
    const guard = guardName(step);
    if (guard === undefined || step.only === undefined) return compiled;
    const branch: Step = { kind: 'branch', name: guard, cases: [{ when: step.only, next: step.name }] };
    return [withNext(branch, next), ...compiled];
  });

/** Where a journey begins that is to do these steps and then go on. */
export function firstOf(steps: readonly StepFile[], after: string | undefined): string | undefined {
  const [first] = steps;
  return first === undefined ? after : (guardName(first) ?? first.name);
}

function compileStep(step: StepFile, next: string | undefined, source: MessageSource): Step[] {
  const inner = (steps: readonly StepFile[]) => compileSteps(steps, next, source);
  switch (step.kind) {
    case 'send':
      return compileSend(step, next, source);
    case 'wait': {
      const { onEvent = [], onTimeout = [] } = step;
      const wait = compileWait(step, firstOf(onEvent, next));
      return [withNext(wait, firstOf(onTimeout, next)), ...inner(onEvent), ...inner(onTimeout)];
    }
    case 'branch': {
      const { kind, otherwise = [] } = step;
      const cases = step.cases.map(({ when, steps }) => ({ when, ...toNext(firstOf(steps, next)) }));
      const branch: Step = { kind, ...frameOf(step), cases };
      const parts = step.cases.flatMap(({ steps }) => inner(steps));
      return [withNext(branch, firstOf(otherwise, next)), ...parts, ...inner(otherwise)];
    }
    case 'split': {
      const ways = step.ways.map(({ name, percent, steps }) => ({
        name,
        percent,
        ...toNext(firstOf(steps, next)),
      }));
      const split: Step = { kind: step.kind, ...frameOf(step), ways };
      return [withNext(split, next), ...step.ways.flatMap(({ steps }) => inner(steps))];
    }
    case 'award': {
      const { kind, points, coupon } = step;
      const gift = { ...(points !== undefined && { points }), ...(coupon !== undefined && { coupon }) };
      return [withNext({ kind, ...frameOf(step), ...gift }, next)];
    }
    case 'webhook': {
      const { kind, endpoint, data } = step;
      return [withNext({ kind, ...frameOf(step), endpoint, data }, next)];
    }
    case 'task': {
      const { kind, title, note, dueInDays } = step;
      const task = { title, ...(note !== undefined && { note }), dueInDays };
      return [withNext({ kind, ...frameOf(step), ...task }, next)];
    }
    case 'set':
      return [withNext({ kind: step.kind, ...frameOf(step), attributes: step.attributes }, next)];
    case 'exit': {
      const exit: Step = { kind: step.kind, ...frameOf(step) };
      return [step.only === undefined ? exit : withNext(exit, next)];
    }
  }
}

function compileWait(step: WaitStepFile, onEvent: string | undefined): WaitStep {
  const { kind, until, days, date, at, offsetDays = 0, event, when, within = '', for: length = '' } = step;
  const frame = { kind, ...frameOf(step) };
  if (until !== undefined) {
    const local = { until: 'local-time', minuteOfDay: minuteOfDay(until) } as const;
    return { ...frame, ...local, ...(days !== undefined && { days }) };
  }
  if (date !== undefined) {
    const field = date.slice('entry.'.length);
    const minute = at === undefined ? {} : { minuteOfDay: minuteOfDay(at) };
    return { ...frame, until: 'date', field, offsetDays, ...minute };
  }
  if (event !== undefined) {
    const pattern = when === undefined ? { event } : { event, when };
    const then = onEvent === undefined ? {} : { onEvent };
    return { ...frame, until: 'event', pattern, withinMs: durationMs(within), ...then };
  }
  return { ...frame, until: 'passed', ms: durationMs(length) };
}

/** A step before which a branch asks for `only` does not ask for it again. */
function frameOf(step: StepFile): { readonly name: string; readonly only?: string } {
  const { name, only } = step;
  return only === undefined || guardName(step) !== undefined ? { name } : { name, only };
}

const toNext = (next: string | undefined): { readonly next?: string } => (next === undefined ? {} : { next });

const withNext = <Kind extends Step>(step: Kind, next: string | undefined): Kind => ({
  ...step,
  ...toNext(next),
});
