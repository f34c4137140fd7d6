export interface Evaluation {
  readonly value: number;
  readonly gradient: readonly number[];
}

export interface Minimum extends Evaluation {
  readonly point: readonly number[];
  /** False where the search ended before the gradient was as good as zero. */
  readonly isConverged: boolean;
}

const MAX_ITERATIONS = 500;
const FLAT = 1e-8;
/** As flat as it gets where rounding hides any further descent. */
const NEARLY_FLAT = 1e-5;
/** No coordinate moves further than this in one step. */
const LONGEST_MOVE = 2;

/**
 * Searches a minimum of a smooth function from `start`, with BFGS updates of the inverse Hessian and a backtracking line
 * search (Nocedal and Wright 2006, "Numerical Optimization", algorithms 6.1 and 3.1). Values should be of the order of 1.
 */
export function minimize(
  evaluate: (point: readonly number[]) => Evaluation,
  start: readonly number[],
): Minimum {
  let point = start;
  let here = evaluate(point);
  let inverse = identity(start.length, 1);
  let isFresh = true;
  for (let iteration = 0; iteration < MAX_ITERATIONS && steepness(here) > FLAT; iteration += 1) {
    const found = descend(evaluate, point, here, multiply(inverse, here.gradient));
    if (found === undefined) {
      if (isFresh || steepness(here) <= NEARLY_FLAT) break;
      inverse = identity(start.length, 1);
      isFresh = true;
      continue;
    }
    const moved = subtract(found.point, point);
    const bent = subtract(found.evaluation.gradient, here.gradient);
    const curvature = dot(moved, bent);
    if (curvature > 1e-14 * dot(bent, bent)) {
      if (isFresh) inverse = identity(start.length, curvature / dot(bent, bent));
      inverse = updateInverse(inverse, moved, bent, curvature);
      isFresh = false;
    }
    point = found.point;
    here = found.evaluation;
  }
  return { ...here, point, isConverged: steepness(here) <= NEARLY_FLAT };
}

/** The first of ever shorter steps against `direction` that lowers the value enough (Armijo); undefined where none does. */
function descend(
  evaluate: (point: readonly number[]) => Evaluation,
  point: readonly number[],
  here: Evaluation,
  direction: readonly number[],
): { readonly point: readonly number[]; readonly evaluation: Evaluation } | undefined {
  const slope = dot(direction, here.gradient);
  if (!(slope > 0)) return undefined;
  const longest = Math.max(...direction.map(Math.abs));
  for (let length = Math.min(1, LONGEST_MOVE / longest); length * longest > 1e-14; length /= 2) {
    const next = point.map((coordinate, index) => coordinate - length * (direction[index] ?? 0));
    const evaluation = evaluate(next);
    if (evaluation.value <= here.value - 1e-4 * length * slope) return { point: next, evaluation };
  }
  return undefined;
}

/** BFGS, eq. (6.17): H + (1 + y'Hy / s'y) ss' / s'y - (Hy s' + s y'H) / s'y. */
function updateInverse(
  inverse: readonly (readonly number[])[],
  moved: readonly number[],
  bent: readonly number[],
  curvature: number,
): number[][] {
  const swung = multiply(inverse, bent);
  const factor = 1 + dot(bent, swung) / curvature;
  return inverse.map((row, i) =>
    row.map((entry, j) => {
      const [si = 0, sj = 0, hi = 0, hj = 0] = [moved[i], moved[j], swung[i], swung[j]];
      return entry + (factor * si * sj - hi * sj - si * hj) / curvature;
    }),
  );
}

const identity = (size: number, scale: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? scale : 0)));

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, coordinate, index) => sum + coordinate * (other[index] ?? 0), 0);

const subtract = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((coordinate, index) => coordinate - (other[index] ?? 0));

const multiply = (rows: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  rows.map((row) => dot(row, vector));

const steepness = ({ gradient }: Evaluation): number => Math.max(...gradient.map(Math.abs));
