import type { Calibration } from '../../shared/app/predict/calibrate-models.ts';
import { describeGate } from '../../shared/app/predict/describe-gate.ts';
import type { PurchaseModel } from '../../shared/domain/segment/prediction/purchase-model.ts';
import type { SpendModel } from '../../shared/domain/segment/prediction/spend-model.ts';
import type { RejectedRows } from '../rejected-rows.ts';

/** The parameters of a purchase model as JSON gives them. */
export const parametersOf = ({ r, alpha, a, b }: PurchaseModel) => ({ r, alpha, a, b });

/** The spend model as JSON gives it; null where it could not be fitted. */
export const gammaGammaOf = ({ spend }: Calibration) =>
  spend.status === 'fitted'
    ? { ...spend.model, logLikelihood: spend.logLikelihood, customers: spend.customers }
    : null;

export const spendModelOf = ({ spend }: Calibration): SpendModel | undefined =>
  spend.status === 'fitted' ? spend.model : undefined;

/** For a person: what the history lacks of what a model needs; no line where it lacks nothing. */
export function gateLines(gates: Calibration['gates']): string[] {
  const lacking = gates.filter(({ isPassed }) => !isPassed);
  return lacking.length === 0
    ? []
    : [
        '',
        'Not to be trusted yet. The history is short of what a model needs:',
        ...lacking.map((gate) => `  ${describeGate(gate)}`),
      ];
}

/** For a person: why there is no spend model; no line where there is one. */
export function spendLines({ spend }: Calibration): string[] {
  return spend.status === 'fitted'
    ? []
    : ['', `No spend can be expected of anybody: ${WHY_NO_SPEND[spend.reason]}`];
}

const WHY_NO_SPEND = {
  'no-repeat-buyers': 'nobody has spent anything on a second day.',
  'no-convergence':
    'no parameters of the Gamma-Gamma model fit the repeat buyers best; give a longer history.',
  'infinite-mean': 'customers differ so much in what they spend that their mean does not settle.',
} as const;

/** What of the file was not taken, as JSON gives it. */
export const rejectedOf = (rejected: RejectedRows) => ({
  rejected: rejected.count,
  rejectedByReason: rejected.byReason,
});

/** The same for a person. */
export const rejectedLines = (rejected: RejectedRows): string[] =>
  rejected.count === 0 ? [] : ['', ...rejected.lines()];
