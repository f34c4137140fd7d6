import type { ForecastEvaluation, ModelEvaluation } from '../../shared/app/predict/evaluate-forecast.ts';
import type { ForecastAccuracy } from '../../shared/app/predict/forecast-accuracy.ts';
import { PURCHASE_MODELS } from '../../shared/domain/segment/prediction/purchase-model.ts';
import { alignColumns } from '../print-result.ts';
import { parametersOf } from './fit-report.ts';
import { modelName } from './model-name.ts';

/** The models that were evaluated, each with its name. */
const evaluatedModels = ({ models }: ForecastEvaluation) =>
  PURCHASE_MODELS.flatMap((kind) => {
    const model = models[kind];
    return model === undefined ? [] : [{ kind, name: modelName(kind), model }];
  });

/** The evaluation as JSON gives it. */
export const evaluationResult = (evaluation: ForecastEvaluation) => ({
  horizonDays: evaluation.horizonDays,
  customers: evaluation.customers,
  actual: evaluation.actual,
  models: Object.fromEntries(
    evaluatedModels(evaluation).map(({ kind, model }) => [kind, modelResult(model)]),
  ),
  baselines: {
    lastPeriod: evaluation.baselines.lastPeriod,
    recencyRule: { ...evaluation.baselines.recencyRule, recencyDays: evaluation.recencyDays },
  },
  gates: evaluation.gates,
  verdict: overallVerdict(evaluation),
});

const modelResult = ({ fit, accuracy, deciles, verdict }: ModelEvaluation) => ({
  ...(fit.status === 'fitted'
    ? { parameters: parametersOf(fit.model), logLikelihood: fit.logLikelihood, groups: fit.groups }
    : { reason: fit.reason }),
  ...accuracy,
  ...(deciles && { aliveDeciles: deciles }),
  trust: verdict.trust,
  verdict: verdict.text,
});

/** Of each model what to think of it. */
const overallVerdict = (evaluation: ForecastEvaluation): string =>
  evaluatedModels(evaluation)
    .map(({ name, model }) => `${name}: ${model.verdict.text}`)
    .join(' ');

/** The evaluation for a person. */
export const evaluationLines = (evaluation: ForecastEvaluation): string[] => [
  ...alignColumns([
    ['customers', count(evaluation.customers)],
    ['purchase days that came', count(evaluation.actual)],
  ]),
  ...evaluatedModels(evaluation).flatMap(({ name, model }) => modelLines(name, model)),
  '',
  'Without a model:',
  ...alignColumns([
    ['same as last period', accuracyText(evaluation.baselines.lastPeriod)],
    [
      `own pace if bought within ${evaluation.recencyDays} days`,
      accuracyText(evaluation.baselines.recencyRule),
    ],
  ]),
];

function modelLines(name: string, { accuracy, deciles, verdict }: ModelEvaluation): string[] {
  if (accuracy === undefined || deciles === undefined) return ['', `${name}: ${verdict.text}`];
  return [
    '',
    `${name}: ${verdict.text}`,
    ...alignColumns([
      ['forecast', accuracyText(accuracy)],
      ...accuracy.byFrequency.map((row): [string, string] => [
        `  bought again ${row.x} times before`,
        `${count(row.forecast)} of ${count(row.actual)}, ${count(row.customers)} customers`,
      ]),
      ...deciles.map((row): [string, string] => [
        `  P(alive) ${row.meanProbabilityAlive.toFixed(2)}`,
        `${percent(row.shareWhoOrdered)} ordered, ${percent(row.meanProbabilityOfOrder)} were to`,
      ]),
    ]),
  ];
}

const accuracyText = ({ forecast, error, meanAbsoluteError, rankCorrelation }: ForecastAccuracy): string =>
  [
    `${count(forecast)} purchase days`,
    ...(error === null ? [] : [`error ${percent(error)}`]),
    `mean error of a customer ${meanAbsoluteError.toFixed(2)}`,
    `rank correlation ${rankCorrelation.toFixed(2)}`,
  ].join(', ');

const count = (value: number): string => Math.round(value).toLocaleString('en');

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
