import type { Command } from 'commander';
import { calibrateModels } from '../../shared/app/predict/calibrate-models.ts';
import { type CustomerPrediction, predictCustomers } from '../../shared/app/predict/predict-customers.ts';
import { currencyDecimals } from '../../shared/domain/valuation.ts';
import {
  gammaGammaOf,
  gateLines,
  parametersOf,
  rejectedLines,
  rejectedOf,
  spendLines,
  spendModelOf,
} from '../prediction/fit-report.ts';
import { fittedModel } from '../prediction/fitted-model.ts';
import { parseDay, writeDay } from '../prediction/parse-day.ts';
import { parseHorizon } from '../prediction/parse-horizon.ts';
import { parseShare } from '../prediction/parse-share.ts';
import { addPredictionOptions, type PredictionOptions, UNIT_DAYS } from '../prediction/prediction-options.ts';
import { predictionSummary } from '../prediction/prediction-summary.ts';
import { openPurchaseFile } from '../prediction/purchase-file.ts';
import { predictionCsv, predictionJson, writePieces } from '../prediction/write-predictions.ts';

interface PredictOptions extends PredictionOptions {
  readonly orders: string;
  readonly at?: number;
  readonly horizon: number;
  readonly discountRate: number;
  readonly margin: number;
  readonly csv?: boolean;
  readonly out?: string;
}

export function addPredictCommand(program: Command): void {
  const command = program
    .command('predict')
    .description(
      'predict what each customer of an order file will do: still there, orders, spend, lifetime value',
    )
    .requiredOption('--orders <file>', 'order file, plain or gzip')
    .option('--at <date>', 'day to predict from; the last order in the file where not given', parseDay)
    .option(
      '--horizon <time>',
      'how far to look ahead, such as 90d or 39w',
      parseHorizon,
      parseHorizon('52w'),
    )
    .option('--discount-rate <share>', 'yearly discount rate of the lifetime value', parseShare, 0.1)
    .option('--margin <share>', "share of an order's value that is earned", parseShare, 1)
    .option(
      '--csv',
      'print one CSV row for each customer; next_order is empty for those more likely gone, or ten years away',
    )
    .option('--out <file>', 'write the rows to this file: CSV, or JSON with --json');
  addPredictionOptions(command).action(predict);
}

async function predict(options: PredictOptions): Promise<void> {
  const source = await openPurchaseFile(options.orders, options);
  const at = options.at ?? source.lastDay;
  const log = await source.purchasesUntil(at);
  const { minorPerMajor, currency, rejected } = source;
  const units = { unitDays: UNIT_DAYS[options.unit], minorPerMajor };
  const calibration = calibrateModels(log, options.model ?? 'mbg-nbd', units);
  const { model } = fittedModel(calibration.purchases, options.orders, at);
  const { horizon: horizonDays, discountRate, margin } = options;
  const spend = spendModelOf(calibration);
  const predictions: Iterable<CustomerPrediction> = predictCustomers(log, {
    model,
    spend,
    minorPerMajor,
    horizonDays,
    discountRate,
    margin,
  });
  const notes = [...spendLines(calibration), ...gateLines(calibration.gates), ...rejectedLines(rejected)];

  if (options.json) {
    const head = {
      at: writeDay(at),
      horizonDays,
      unit: options.unit,
      model: model.kind,
      parameters: parametersOf(model),
      gammaGamma: gammaGammaOf(calibration),
      currency,
      discountRate,
      margin,
      gates: calibration.gates,
      ...rejectedOf(rejected),
    };
    await writePieces(predictionJson(head, predictions), options.out);
  } else if (options.csv || options.out !== undefined) {
    await writePieces(predictionCsv(predictions, currencyDecimals(currency)), options.out);
    if (notes.length > 0) process.stderr.write(`${notes.join('\n').trimStart()}\n`);
  } else {
    const lines = predictionSummary(predictions, { at, horizonDays, currency });
    process.stdout.write(`${[...lines, ...notes].join('\n')}\n`);
  }
}
