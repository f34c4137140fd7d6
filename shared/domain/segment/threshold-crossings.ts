import type { Threshold } from '../condition/time-uses.ts';
import type { Course } from './passing-time.ts';

/**
 * The steps at which a comparison of a figure with a number changes from true to false or back. Spans in which the figure's
 * range is all on one side of the number are left out, the others halved: logarithmic in the steps for a figure that only
 * falls or only rises.
 */
export function thresholdCrossings(threshold: Threshold, course: Course): readonly number[] {
  const found: number[] = [];
  const search = (from: number, to: number): void => {
    const [least, most] = course.rangeOf(from, to);
    if (sideOf(least, threshold) === sideOf(most, threshold)) return;
    if (to - from === 1) {
      if (sideOf(course.valueAt(from), threshold) !== sideOf(course.valueAt(to), threshold)) found.push(to);
      return;
    }
    const middle = Math.floor((from + to) / 2);
    search(from, middle);
    search(middle, to);
  };
  if (course.steps > 0) search(0, course.steps);
  return found;
}

/** The same number for all values of which the comparison says the same, and growing with the value. */
function sideOf(figure: number, { operator, value }: Threshold): number {
  if (operator === '==' || operator === '!=') return Math.sign(figure - value);
  if (operator === '<' || operator === '>=') return figure < value ? 0 : 1;
  return figure <= value ? 0 : 1;
}
