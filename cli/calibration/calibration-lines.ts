import type { CalibratedNow } from '../../infra/local/http/calibrate-now.ts';
import { describeGate } from '../../shared/app/predict/describe-gate.ts';
import { DEFAULT_MODEL_GATES, type ModelGate } from '../../shared/domain/segment/prediction/model-gates.ts';
import { currencyDecimals } from '../../shared/domain/valuation.ts';
import { modelName } from '../prediction/model-name.ts';
import { alignColumns, alignTable } from '../print-result.ts';

/** What a calibration of a running shop came to, for a person. */
export function calibrationLines(calibrated: CalibratedNow): string[] {
  const { isNew, sequence, effectiveAt, customers } = calibrated;
  const since = new Date(effectiveAt).toISOString().slice(0, 16).replace('T', ' ');
  const learnedFrom = `learned from ${customers === 1 ? 'one customer' : `${customers.toLocaleString('en')} customers`}`;
  return [
    isNew
      ? `Calibration ${sequence}, in force since ${since} UTC, ${learnedFrom}:`
      : `Nothing new was learned. Calibration ${sequence} of ${since} UTC, ${learnedFrom}, holds on:`,
    ...cutPointLines(calibrated),
    ...originLines(calibrated.origin),
    '',
    ...modelLines(calibrated),
    ...(isNew
      ? ['', 'Within some minutes all customers are looked at again, and those whom it concerns move.']
      : []),
  ];
}

function cutPointLines({ before, now, currency }: CalibratedNow): string[] {
  const decimals = currencyDecimals(currency);
  const money = (minor: number): string =>
    (minor / 10 ** decimals).toLocaleString('en', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  const days = (value: number): string => value.toLocaleString('en');
  const row = (name: string, was: readonly number[], is: readonly number[], show: typeof money): string[] => {
    const [former, current] = [was.map(show).join(' '), is.map(show).join(' ')];
    return [name, former, former === current ? 'as before' : current];
  };
  return alignTable([
    ['', 'before', 'now'],
    row('recency, days', before.recencyDays, now.recencyDays, days),
    row('frequency, days with a purchase', before.frequencyOccasions, now.frequencyOccasions, days),
    row(`monetary, ${currency}`, before.monetaryMinor, now.monetaryMinor, money),
    row(`head from, ${currency}`, [before.headMinor], [now.headMinor], money),
    row(`mid from, ${currency}`, [before.midMinor], [now.midMinor], money),
  ]);
}

function originLines(origin: CalibratedNow['origin']): string[] {
  const of = (wanted: string): string[] =>
    Object.entries(origin).flatMap(([name, from]) => (from === wanted ? [name] : []));
  const [given, fixed] = [of('given'), of('fixed')];
  return [
    ...(given.length > 0
      ? [`  Those of the files until more customers are known: ${given.join(', ')}.`]
      : []),
    ...(fixed.length > 0 ? [`  Fixed by the files: ${fixed.join(', ')}.`] : []),
  ];
}

function modelLines({ model, gates }: CalibratedNow): string[] {
  if (model === null)
    return [
      'No model is trusted yet, so nothing is predicted. What it lacks:',
      ...gates.filter(({ isPassed }) => !isPassed).map((gate) => `  ${gateText(gate)}`),
    ];
  const { kind, unitDays, ...parameters } = model.purchase;
  const figure = (value: number): string => String(Number(value.toPrecision(4)));
  return [
    `The model is trusted: ${modelName(kind)}, fitted to ${model.customers.toLocaleString('en')} customers, time in ${unitDays === 1 ? 'days' : 'weeks'}:`,
    ...alignColumns([
      ...Object.entries(parameters).map(([name, value]): [string, string] => [name, figure(value)]),
      ['log-likelihood', model.logLikelihood.toFixed(1)],
    ]),
    ...(model.spend === undefined
      ? ['No model of spend: an order is expected to be worth what the customer’s were so far.']
      : [
          'Gamma-Gamma, amounts in minor units:',
          ...alignColumns(
            Object.entries(model.spend).map(([name, value]): [string, string] => [name, figure(value)]),
          ),
        ]),
  ];
}

/** The last gate is the fit itself, which measures nothing. */
const gateText = (gate: CalibratedNow['gates'][number]): string =>
  isMeasured(gate) ? describeGate(gate) : 'no parameters fit these customers best; too few have bought again';

const isMeasured = (gate: CalibratedNow['gates'][number]): gate is ModelGate =>
  Object.hasOwn(DEFAULT_MODEL_GATES, gate.name);
