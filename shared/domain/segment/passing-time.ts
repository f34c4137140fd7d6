import type { TimeCourse } from '../condition/condition-variables.ts';
import type { TimeVariable } from '../condition/time-uses.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { PurchaseSummary } from './purchase-summary.ts';

/** One figure of a customer to whom nothing happens, at the instants at which it may change: step 1 and those that follow. */
export interface Course {
  /** How often it may change within the time looked at. */
  readonly steps: number;
  readonly instantAt: (step: number) => Instant;
  /** Its value from the step's instant on; at step 0, its value now. */
  readonly valueAt: (step: number) => number;
  /** No value between two steps, both included, is below the first of these or above the second. */
  readonly rangeOf: (from: number, to: number) => readonly [number, number];
}

/** A customer with a purchase, and what becomes of them between now and an end, as long as nothing happens. */
export interface PassingTime {
  readonly purchases: PurchaseSummary;
  readonly now: Instant;
  /** The first instant that no longer counts. */
  readonly end: Instant;
  readonly viewAt: (at: Instant) => CustomerView;
  readonly windowExits: () => readonly Instant[];
}

type Steps = Pick<Course, 'steps' | 'instantAt'>;

/** How one variable changes. A figure that the customer lacks stays away. */
export const courseOf = ({ name, course }: TimeVariable, time: PassingTime): Course =>
  COURSES[course](time, name);

const COURSES: Readonly<Record<TimeCourse, (time: PassingTime, name: string) => Course>> = {
  'days-since-first-order': (time) => daysSince(time.purchases.firstAt, time),
  'days-since-last-order': (time) => daysSince(time.purchases.lastAt, time),
  'falls-at-window-exits': (time, name) => falling(exitSteps(time), time, name),
  'falls-daily': (time, name) => falling(dailySteps(time.purchases.firstAt, time), time, name),
  'expected-loss': (time, name) => expectedLoss(dailySteps(time.purchases.firstAt, time), time, name),
};

function daysSince(anchor: Instant, time: PassingTime): Course {
  const daysNow = Math.floor((time.now - anchor) / DAY_MS);
  const valueAt = (step: number) => daysNow + step;
  return {
    ...dailySteps(anchor, time),
    valueAt,
    rangeOf: (from, to) => [valueAt(from), valueAt(to)],
  };
}

function falling(steps: Steps, time: PassingTime, name: string): Course {
  const valueAt = figure(name, steps, time);
  return { ...present(steps, valueAt), valueAt, rangeOf: (from, to) => [valueAt(to), valueAt(from)] };
}

/**
 * The loss is what the customer is worth if alive, which falls, times the probability that they are not, which rises. It
 * lies between the products of their least and their greatest values; the slack is for rounding.
 */
function expectedLoss(steps: Steps, time: PassingTime, name: string): Course {
  const valueAt = figure(name, steps, time);
  const pAliveAt = figure('pAlive', steps, time);
  const lifetimeValueAt = figure('lifetimeValue', steps, time);
  const worthIfAlive = (step: number) => (pAliveAt(step) === 0 ? 0 : lifetimeValueAt(step) / pAliveAt(step));
  return {
    ...present(steps, valueAt),
    valueAt,
    rangeOf: (from, to) => [
      worthIfAlive(to) * (1 - pAliveAt(from)) * (1 - SLACK),
      worthIfAlive(from) * (1 - pAliveAt(to)) * (1 + SLACK),
    ],
  };
}

const SLACK = 1e-9;

/** The value of a variable of the view at each step. */
function figure(name: string, { instantAt }: Steps, { now, viewAt }: PassingTime): (step: number) => number {
  return (step) => Number(Reflect.get(viewAt(step === 0 ? now : instantAt(step)), name));
}

const present = (steps: Steps, valueAt: Course['valueAt']): Steps =>
  steps.steps > 0 && valueAt(0) < 0 ? { ...steps, steps: 0 } : steps;

/** Every whole day since an instant. */
function dailySteps(anchor: Instant, { now, end }: PassingTime): Steps {
  const daysNow = Math.floor((now - anchor) / DAY_MS);
  const daysBeforeEnd = Math.ceil((end - anchor) / DAY_MS) - 1;
  return {
    steps: Math.max(0, daysBeforeEnd - daysNow),
    instantAt: (step) => anchor + (daysNow + step) * DAY_MS,
  };
}

function exitSteps({ end, windowExits }: PassingTime): Steps {
  const exits = windowExits().filter((at, index, all) => at < end && at !== all[index - 1]);
  return { steps: exits.length, instantAt: (step) => exits[step - 1] ?? end };
}
