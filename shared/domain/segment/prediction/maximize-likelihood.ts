import { minimize } from './minimize.ts';

export interface Likelihood {
  readonly logLikelihood: number;
  /** Derivatives of the log-likelihood by the parameters. */
  readonly gradient: readonly number[];
}

/**
 * The positive parameters of greatest likelihood, from the first of `starts` that leads to a maximum; undefined where none
 * does. The search is in the parameters' logarithms, on the mean over `customers`.
 */
export function maximizeLikelihood(
  evaluate: (parameters: readonly number[]) => Likelihood,
  starts: readonly (readonly number[])[],
  customers: number,
): { readonly parameters: readonly number[]; readonly logLikelihood: number } | undefined {
  for (const start of starts) {
    const minimum = minimize((logs) => {
      const parameters = logs.map(Math.exp);
      const { logLikelihood, gradient } = evaluate(parameters);
      return {
        value: -logLikelihood / customers,
        gradient: gradient.map((slope, index) => (-slope * (parameters[index] ?? 0)) / customers),
      };
    }, start.map(Math.log));
    if (minimum.isConverged && Number.isFinite(minimum.value)) {
      return { parameters: minimum.point.map(Math.exp), logLikelihood: -minimum.value * customers };
    }
  }
  return undefined;
}
