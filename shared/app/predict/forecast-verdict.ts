import type { ModelGate } from '../../domain/segment/prediction/model-gates.ts';
import { describeGate } from './describe-gate.ts';
import type { ForecastAccuracy } from './forecast-accuracy.ts';

/** A forecast of all purchases that is off by more than this is one to be careful with, or not to use. */
const GOOD_TOTAL = 0.2;
const USABLE_TOTAL = 0.5;

type Trust = 'yes' | 'with-care' | 'no';

export interface ForecastVerdict {
  readonly trust: Trust;
  /** Why, in plain language. */
  readonly text: string;
}

interface Baselines {
  readonly lastPeriod: ForecastAccuracy;
  readonly recencyRule: ForecastAccuracy;
}

/**
 * Says whether to trust a model by what its forecast came to: yes where its total is within a fifth and both its total and
 * its error for each customer are nearer than those of the two simple rules; no where its total is off by more than
 * half, or it is nearer than neither; with care in between, and where the history lacks what a model needs.
 */
export function judgeForecast(
  accuracy: ForecastAccuracy | undefined,
  { lastPeriod, recencyRule }: Baselines,
  gates: readonly ModelGate[],
): ForecastVerdict {
  if (accuracy === undefined)
    return { trust: 'no', text: 'Do not use it: it could not be fitted to this history.' };
  if (accuracy.error === null)
    return { trust: 'no', text: 'It cannot be judged: nobody bought anything in the time that it forecast.' };
  const distance = Math.abs(accuracy.error);
  const rules = [lastPeriod, recencyRule];
  const hasBestTotal = rules.every(({ error }) => distance <= Math.abs(error ?? 0));
  const hasBestMean = rules.every((rule) => accuracy.meanAbsoluteError <= rule.meanAbsoluteError);
  const lacking = gates.filter(({ isPassed }) => !isPassed).map(describeGate);
  const bestRank = Math.max(...rules.map(({ rankCorrelation }) => rankCorrelation));
  const trust = trustOf(distance, hasBestTotal, hasBestMean, lacking.length > 0);
  return {
    trust,
    text: [
      OPENING[trust],
      `It forecast ${whole(accuracy.forecast)} purchase days and ${whole(accuracy.actual)} came: ${howFarOff(accuracy.error)}${
        hasBestTotal
          ? ', nearer than both simple rules'
          : ` (same as last period: ${howFarOff(lastPeriod.error)}; recency rule: ${howFarOff(recencyRule.error)})`
      }.`,
      `For one customer it is off by ${decimals(accuracy.meanAbsoluteError)} on average; the same as last period is off by ${decimals(
        lastPeriod.meanAbsoluteError,
      )}, the recency rule by ${decimals(recencyRule.meanAbsoluteError)}.`,
      ...(bestRank > accuracy.rankCorrelation
        ? [
            `Who will buy most, a simple rule tells as well or better (rank correlation ${decimals(bestRank)} against ${decimals(accuracy.rankCorrelation)}).`,
          ]
        : []),
      ...(lacking.length > 0 ? [`The history is short of what a model needs: ${lacking.join('; ')}.`] : []),
    ].join(' '),
  };
}

const OPENING: Readonly<Record<Trust, string>> = {
  yes: 'Trust it.',
  'with-care': 'Use it with care.',
  no: 'Do not use it.',
};

function trustOf(distance: number, hasBestTotal: boolean, hasBestMean: boolean, isLacking: boolean): Trust {
  if (distance > USABLE_TOTAL || (!hasBestTotal && !hasBestMean)) return 'no';
  return distance <= GOOD_TOTAL && hasBestTotal && hasBestMean && !isLacking ? 'yes' : 'with-care';
}

function howFarOff(error: number | null): string {
  const percent = Math.round(Math.abs(error ?? 0) * 100);
  if (percent === 0) return 'right';
  return `${percent} % too ${(error ?? 0) < 0 ? 'few' : 'many'}`;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

const decimals = (value: number): string => value.toFixed(2);
