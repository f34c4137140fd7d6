import { type Command, Option } from 'commander';
import {
  PURCHASE_MODELS,
  type PurchaseModelKind,
} from '../../shared/domain/segment/prediction/purchase-model.ts';
import { addReadingOptions, type ReadingOptions } from '../reading-options.ts';

/** Units of time that a model may count in, in days. */
export const UNIT_DAYS = { day: 1, week: 7 } as const;

/** Options of every command that works with purchase models and an order file. */
export interface PredictionOptions extends ReadingOptions {
  readonly unit: keyof typeof UNIT_DAYS;
  readonly model?: PurchaseModelKind;
  readonly json?: boolean;
}

export function addPredictionOptions(command: Command): Command {
  return addReadingOptions(command, "of the shop's days, and of dates that name none")
    .addOption(
      new Option('--unit <unit>', 'unit of time that the model counts in')
        .choices(['day', 'week'])
        .default('week'),
    )
    .addOption(new Option('--model <model>', 'purchase model').choices(PURCHASE_MODELS))
    .option('--json', 'print one JSON object');
}
