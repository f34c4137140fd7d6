import { ModelReportBuilder } from '../../shared/app/calibrate/model-report-builder.ts';
import { decodeState } from '../../shared/app/decide/state-document.ts';
import {
  calibrationKey,
  customerOfPartition,
  MODEL_REPORT_KEY,
  STATE_SORT_KEY,
} from '../../shared/app/item-keys.ts';
import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import { CalibrationLearner } from '../../shared/domain/segment/learning/calibration-learner.ts';
import type { Table } from '../../shared/ports.ts';

/** Learns from the customers of a table, as of `now`, and stores the calibration and the report on its model. */
export async function seedCalibration(table: Table, rules: CompiledRules, now: number): Promise<void> {
  const learner = new CalibrationLearner(rules, now);
  const report = new ModelReportBuilder(rules, rules.counting, now);
  let cursor: string | undefined;
  do {
    const page = await table.scan(
      { index: 0, of: 1 },
      { prefixes: [STATE_SORT_KEY], ...(cursor === undefined ? {} : { cursor }) },
    );
    for (const { pk, sk, body } of page.items) {
      const customerId = customerOfPartition(pk);
      if (customerId === undefined || sk !== STATE_SORT_KEY) continue;
      const state = decodeState(customerId, body);
      learner.addCustomer(state);
      report.addCustomer(customerId, state, state.classes);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);

  const calibration = { ...learner.learn(undefined), sequence: 1 };
  await table.transact([
    { kind: 'put', condition: 'none', item: { ...calibrationKey(1), version: 1, body: calibration } },
    {
      kind: 'put',
      condition: 'none',
      item: { ...MODEL_REPORT_KEY, version: 1, body: report.build(calibration) },
    },
  ]);
}
