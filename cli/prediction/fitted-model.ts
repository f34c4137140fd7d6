import type {
  FittedPurchaseModel,
  PurchaseFit,
} from '../../shared/domain/segment/prediction/fit-purchase-model.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { writeDay } from './parse-day.ts';

/** The fitted model. @throws PerennialError PREDICTION.NO_REPEAT_BUYERS, NO_CONVERGENCE where there is none */
export function fittedModel(fit: PurchaseFit, file: string, day: number): FittedPurchaseModel {
  if (fit.status === 'fitted') return fit;
  const details = { customers: fit.customers };
  switch (fit.reason) {
    case 'no-repeat-buyers':
      throw new PerennialError('PREDICTION.NO_REPEAT_BUYERS', {
        message: `No customer in ${file} bought on two days by ${writeDay(day)}, so nothing can be learned of repeat purchases. Give a longer history or a later day.`,
        details,
      });
    case 'no-convergence':
      throw new PerennialError('PREDICTION.NO_CONVERGENCE', {
        message: `No parameters fit the ${fit.customers} customers of ${file} best. Give more customers or a longer history, or try the other --model.`,
        details,
      });
  }
}
