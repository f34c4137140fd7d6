import { type Command, Option } from 'commander';
import {
  PURCHASE_MODELS,
  type PurchaseModelKind,
} from '../../shared/domain/segment/prediction/purchase-model.ts';
import { ORDER_FORMATS, type OrderFormat } from '../orders/order-format.ts';

/** Units of time that a model may count in, in days. */
export const UNIT_DAYS = { day: 1, week: 7 } as const;

/** Options of every command that works with purchase models and an order file. */
export interface PredictionOptions {
  readonly format?: OrderFormat;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly strict?: boolean;
  readonly unit: keyof typeof UNIT_DAYS;
  readonly model?: PurchaseModelKind;
  readonly json?: boolean;
}

export function addPredictionOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'kind of order file; told by its first lines where not given').choices(
        ORDER_FORMATS,
      ),
    )
    .option('--time-zone <zone>', "IANA zone of the shop's days, and of dates that name none")
    .option('--currency <code>', 'ISO 4217 code of amounts that name none')
    .option('--strict', 'stop at the first row that cannot be read')
    .addOption(
      new Option('--unit <unit>', 'unit of time that the model counts in')
        .choices(['day', 'week'])
        .default('week'),
    )
    .addOption(new Option('--model <model>', 'purchase model').choices(PURCHASE_MODELS))
    .option('--json', 'print one JSON object');
}
