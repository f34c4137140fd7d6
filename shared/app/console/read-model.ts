import type { Rules } from '../../domain/rules.ts';
import type { FittedModel } from '../../domain/segment/calibration.ts';
import type { ModelReport } from '../../domain/segment/model-report.ts';
import type { Table } from '../../ports.ts';
import { MODEL_REPORT_KEY } from '../item-keys.ts';
import { type CalibrationReport, readCalibration, reportCalibration } from './read-calibration.ts';
import { modelReportOf } from './stored-body.ts';

/** One thing that the shop's history must hold before a model of it is trusted. */
export interface GateReport {
  readonly name: string;
  readonly needed: number;
  /** Absent before the first calibration. */
  readonly measured?: number;
  readonly isPassed: boolean;
}

/** Whether the shop's purchase model is trusted, and what it says. */
export type ModelView = {
  readonly gates: readonly GateReport[];
  /** Days ahead for which predictions look. */
  readonly horizonDays: number;
} & (
  | { readonly status: 'none'; readonly calibration?: CalibrationReport }
  | {
      readonly status: 'trusted';
      readonly calibration: CalibrationReport;
      readonly model: FittedModel;
      /** Absent until the report of this calibration is made. */
      readonly report?: ModelReport;
    }
);

interface ModelSources {
  readonly table: Table;
  readonly rules: Pick<Rules, 'shop' | 'prediction'>;
}

/** Reads the newest calibration and the report that was made with it: two items. */
export async function readModel({ table, rules }: ModelSources): Promise<ModelView> {
  const { gates: needs, horizonDays } = rules.prediction;
  const [calibration, reportItem] = await Promise.all([
    readCalibration(table, rules.shop),
    table.get(MODEL_REPORT_KEY),
  ]);
  if (calibration === undefined) {
    const gates = Object.entries(needs).map(([name, needed]) => ({ name, needed, isPassed: false }));
    return { status: 'none', gates, horizonDays };
  }

  const { model } = calibration;
  const stored = reportItem && modelReportOf(reportItem);
  const report = stored?.calibration === calibration.sequence ? stored : undefined;
  // A later run that learned nothing new leaves the calibration and makes the report anew.
  const gates = report?.gates ?? calibration.gates;
  const common = { calibration: reportCalibration(calibration), gates, horizonDays };
  if (model === undefined) return { status: 'none', ...common };
  return { status: 'trusted', ...common, model, ...(report?.isTrusted && { report }) };
}
