import { rankCorrelation } from './rank-correlation.ts';

/** Customers of so many repeat occasions or more are one class. */
const HIGHEST_CLASS = 7;

interface FrequencyClassAccuracy {
  /** Repeat occasions before the forecast: "0" to "6", and "7+". */
  readonly x: string;
  readonly customers: number;
  readonly forecast: number;
  readonly actual: number;
  /** (forecast - actual) / actual; null where nothing was bought. */
  readonly error: number | null;
}

/** How near a forecast of purchase days came. */
export interface ForecastAccuracy {
  readonly forecast: number;
  readonly actual: number;
  /** (forecast - actual) / actual; null where nothing was bought. */
  readonly error: number | null;
  /** Mean over customers of the distance between forecast and actual, in purchase days. */
  readonly meanAbsoluteError: number;
  /** Spearman's, from -1 to 1: whether those who were to buy most did. */
  readonly rankCorrelation: number;
  readonly byFrequency: readonly FrequencyClassAccuracy[];
}

/** One customer's forecast. */
export interface ForecastCase {
  readonly x: number;
  readonly forecast: number;
  readonly actual: number;
}

/** Holds forecasts against what happened: over all, customer by customer, and by how often customers had bought. */
export function measureAccuracy(cases: readonly ForecastCase[]): ForecastAccuracy {
  const classes = new Map<number, ForecastCase[]>();
  for (const one of cases) {
    const key = Math.min(one.x, HIGHEST_CLASS);
    const members = classes.get(key);
    if (members === undefined) classes.set(key, [one]);
    else members.push(one);
  }
  const distance = cases.reduce((sum, { forecast, actual }) => sum + Math.abs(forecast - actual), 0);
  return {
    ...compareTotals(cases),
    meanAbsoluteError: cases.length === 0 ? 0 : distance / cases.length,
    rankCorrelation: rankCorrelation(
      cases.map(({ forecast }) => forecast),
      cases.map(({ actual }) => actual),
    ),
    byFrequency: [...classes]
      .sort(([one], [other]) => one - other)
      .map(([x, members]) => ({
        x: x === HIGHEST_CLASS ? `${x}+` : `${x}`,
        customers: members.length,
        ...compareTotals(members),
      })),
  };
}

function compareTotals(cases: readonly ForecastCase[]) {
  const forecast = cases.reduce((sum, one) => sum + one.forecast, 0);
  const actual = cases.reduce((sum, one) => sum + one.actual, 0);
  return { forecast, actual, error: actual === 0 ? null : (forecast - actual) / actual };
}
