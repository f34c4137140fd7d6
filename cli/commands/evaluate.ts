import type { Command } from 'commander';
import { evaluateForecast } from '../../shared/app/predict/evaluate-forecast.ts';
import { evaluateRecommendations } from '../../shared/app/recommend/evaluate-recommendations.ts';
import { PURCHASE_MODELS } from '../../shared/domain/segment/prediction/purchase-model.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { evaluationLines, evaluationResult } from '../prediction/evaluation-report.ts';
import { rejectedLines, rejectedOf } from '../prediction/fit-report.ts';
import { parseDay, writeDay } from '../prediction/parse-day.ts';
import { addPredictionOptions, type PredictionOptions, UNIT_DAYS } from '../prediction/prediction-options.ts';
import { openPurchaseFile } from '../prediction/purchase-file.ts';
import { recommendationLines, recommendationResult } from '../prediction/recommendation-report.ts';
import { printResult } from '../print-result.ts';

interface EvaluateOptions extends PredictionOptions {
  readonly orders: string;
  readonly calibrateUntil: number;
  readonly until?: number;
}

export function addEvaluateCommand(program: Command): void {
  const command = program
    .command('evaluate')
    .description(
      'learn from the past of an order file, and hold forecasts and recommendations against what then happened',
    )
    .requiredOption('--orders <file>', 'order file, plain or gzip')
    .requiredOption('--calibrate-until <date>', 'last day to learn from', parseDay)
    .option('--until <date>', 'last day to forecast; the last order in the file where not given', parseDay);
  addPredictionOptions(command).action(async (options: EvaluateOptions) => {
    const source = await openPurchaseFile(options.orders, options);
    const { calibrateUntil, until = source.lastDay } = options;
    if (until <= calibrateUntil)
      throw new PerennialError('PREDICTION.NOTHING_TO_FORECAST', {
        message: `There is nothing to forecast: --calibrate-until is ${writeDay(calibrateUntil)}, and ${options.until === undefined ? 'the last order in the file was on' : '--until is'} ${writeDay(until)}. Give an earlier --calibrate-until.`,
      });
    const past = await source.purchasesUntil(calibrateUntil);
    const whole = await source.purchasesUntil(until);
    const kinds = options.model === undefined ? PURCHASE_MODELS : [options.model];
    const units = { unitDays: UNIT_DAYS[options.unit], minorPerMajor: source.minorPerMajor };
    const evaluation = evaluateForecast(past, whole, kinds, units);
    const baskets = await source.basketsUntil(until);
    const recommendations =
      baskets && evaluateRecommendations(baskets, await source.startOf(calibrateUntil + 1));
    const result = {
      calibrateUntil: writeDay(calibrateUntil),
      until: writeDay(until),
      unit: options.unit,
      ...evaluationResult(evaluation),
      ...recommendationResult(recommendations),
      ...rejectedOf(source.rejected),
    };
    const lines = [
      `Learned until ${result.calibrateUntil}, forecast until ${result.until}:`,
      ...evaluationLines(evaluation),
      ...recommendationLines(recommendations),
      ...rejectedLines(source.rejected),
    ];
    printResult(result, lines, options.json ?? false);
  });
}
