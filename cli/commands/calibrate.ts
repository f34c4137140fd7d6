import { type Command, Option } from 'commander';
import { calibrateModels } from '../../shared/app/predict/calibrate-models.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { calibrateRunningShop } from '../calibration/calibrate-running-shop.ts';
import { calibrationLines } from '../calibration/calibration-lines.ts';
import {
  gammaGammaOf,
  gateLines,
  parametersOf,
  rejectedLines,
  rejectedOf,
  spendLines,
} from '../prediction/fit-report.ts';
import { fittedModel } from '../prediction/fitted-model.ts';
import { modelName } from '../prediction/model-name.ts';
import { parseDay, writeDay } from '../prediction/parse-day.ts';
import { addPredictionOptions, type PredictionOptions, UNIT_DAYS } from '../prediction/prediction-options.ts';
import { openPurchaseFile } from '../prediction/purchase-file.ts';
import { alignColumns, printResult } from '../print-result.ts';

interface CalibrateOptions extends PredictionOptions {
  readonly data: string;
  readonly orders?: string;
  readonly until?: number;
}

export function addCalibrateCommand(program: Command): void {
  const command = program
    .command('calibrate')
    .description(
      'learn cut points, thresholds and the purchase model from a running shop, at once; or fit the models to an order file',
    )
    .option('--data <dir>', 'folder that the running shop keeps everything in', '.perennial')
    .addOption(
      new Option('--orders <file>', 'order file, plain or gzip; no shop is touched').conflicts('data'),
    )
    .option('--until <date>', 'last day to learn from; the last order in the file where not given', parseDay);
  addPredictionOptions(command).action(async (options: CalibrateOptions) => {
    if (options.orders !== undefined) {
      await calibrateOrders(options.orders, options);
    } else {
      refuseFileOptions(command);
      const calibrated = await calibrateRunningShop(options.data);
      printResult(calibrated, calibrationLines(calibrated), options.json ?? false);
    }
  });
}

/** A running shop goes by its own files: what these options say would be passed over in silence. */
function refuseFileOptions(command: Command): void {
  const given = command.options.find(
    (option) =>
      !['data', 'json'].includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (given === undefined) return;
  throw new PerennialError('PREDICTION.NO_ORDER_FILE', {
    message: `${given.long} is for order files. Name an order file with --orders, or leave it out: a running shop is calibrated as of now, as its calibration.yaml says.`,
  });
}

async function calibrateOrders(file: string, options: CalibrateOptions): Promise<void> {
  const startedAt = performance.now();
  const source = await openPurchaseFile(file, options);
  const until = options.until ?? source.lastDay;
  const log = await source.purchasesUntil(until);
  const units = { unitDays: UNIT_DAYS[options.unit], minorPerMajor: source.minorPerMajor };
  const fitStartedAt = performance.now();
  const calibration = calibrateModels(log, options.model ?? 'mbg-nbd', units);
  const endedAt = performance.now();
  const { model, logLikelihood, customers, groups } = fittedModel(calibration.purchases, file, until);
  const parameters = parametersOf(model);
  const gammaGamma = gammaGammaOf(calibration);
  const result = {
    model: model.kind,
    unit: options.unit,
    until: writeDay(until),
    parameters,
    logLikelihood,
    gammaGamma,
    currency: source.currency,
    customers,
    groups,
    purchaseDays: log.customers.reduce((sum, { days }) => sum + days.length, 0),
    refundedOrders: log.refundedOrders,
    otherCurrencyOrders: log.otherCurrencyOrders,
    gates: calibration.gates,
    ...rejectedOf(source.rejected),
    fitSeconds: roundSeconds(endedAt - fitStartedAt),
    seconds: roundSeconds(endedAt - startedAt),
  };
  const lines = [
    `${modelName(model.kind)}, fitted to ${customers.toLocaleString('en')} customers as of ${result.until}, time in ${options.unit}s:`,
    ...alignColumns([
      ...Object.entries(parameters).map(([name, value]): [string, string] => [name, significant(value)]),
      ['log-likelihood', logLikelihood.toFixed(1)],
    ]),
    ...(gammaGamma === null
      ? spendLines(calibration)
      : [
          `Gamma-Gamma, fitted to ${gammaGamma.customers.toLocaleString('en')} repeat buyers, in ${source.currency}:`,
          ...alignColumns([
            ['p', significant(gammaGamma.p)],
            ['q', significant(gammaGamma.q)],
            ['gamma', significant(gammaGamma.gamma)],
            ['log-likelihood', gammaGamma.logLikelihood.toFixed(1)],
          ]),
        ]),
    ...gateLines(calibration.gates),
    ...rejectedLines(source.rejected),
  ];
  printResult(result, lines, options.json ?? false);
}

const significant = (value: number): string => String(Number(value.toPrecision(4)));

const roundSeconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;
