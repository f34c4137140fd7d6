import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../shared/app/console/read-model.ts';
import { calibrationKey, MODEL_REPORT_KEY } from '../../../../shared/app/item-keys.ts';
import type { Calibration } from '../../../../shared/domain/segment/calibration.ts';
import type { ModelReport } from '../../../../shared/domain/segment/model-report.ts';
import type { Key, Table } from '../../../../shared/ports.ts';
import { memoryTable } from '../../../support/memory-table.ts';
import { rulesWith } from '../../../support/rules.ts';

const rules = rulesWith({ prediction: { horizonDays: 180 } });
const gate = { name: 'customers', needed: 500, measured: 612, isPassed: true };
const model = {
  purchase: { kind: 'mbg-nbd', r: 0.5, alpha: 6, a: 0.8, b: 2.4, unitDays: 7 },
  logLikelihood: -9_000,
  customers: 612,
} as const;
const calibration: Calibration = {
  sequence: 2,
  effectiveAt: 1_000,
  currency: 'USD',
  customers: 612,
  rfm: {},
  gates: [gate],
  model,
};
const report: ModelReport = {
  calibration: 2,
  madeAt: 1_000,
  isTrusted: true,
  gates: [gate],
  tracking: [{ at: 1_000, actual: 3, expected: 3.2 }],
  atRisk: [],
};

async function put(table: Table, key: Key, body: unknown): Promise<void> {
  await table.transact([{ kind: 'put', item: { ...key, version: 1, body }, condition: 'none' }]);
}

describe('readModel', () => {
  it('says what is needed where nothing was calibrated yet', async () => {
    const view = await readModel({ table: memoryTable(), rules });
    expect(view).toMatchObject({ status: 'none', horizonDays: 180 });
    expect(view.calibration).toBeUndefined();
    expect(view.gates).toContainEqual({
      name: 'customers',
      needed: rules.prediction.gates.customers,
      isPassed: false,
    });
  });

  it('says which gate lacks what where the history is too short', async () => {
    const table = memoryTable();
    const lacking = { ...gate, measured: 31, isPassed: false };
    const { model: _, ...untrusted } = calibration;
    await put(table, calibrationKey(2), { ...untrusted, gates: [lacking] });
    expect(await readModel({ table, rules })).toMatchObject({
      status: 'none',
      calibration: { sequence: 2, hasModel: false },
      gates: [lacking],
    });
  });

  it('gives the newest model with its own report', async () => {
    const table = memoryTable();
    await put(table, calibrationKey(1), { ...calibration, sequence: 1, customers: 40 });
    await put(table, calibrationKey(2), calibration);
    await put(table, MODEL_REPORT_KEY, report);
    expect(await readModel({ table, rules })).toMatchObject({
      status: 'trusted',
      calibration: { sequence: 2, customers: 612, hasModel: true },
      model: { purchase: { r: 0.5 } },
      report,
    });
  });

  it('measures by the report where a later run learned nothing new', async () => {
    const table = memoryTable();
    const later = { ...gate, measured: 700 };
    await put(table, calibrationKey(2), calibration);
    await put(table, MODEL_REPORT_KEY, { ...report, gates: [later] });
    expect((await readModel({ table, rules })).gates).toEqual([later]);
  });

  it('shows no report of another calibration', async () => {
    const table = memoryTable();
    await put(table, calibrationKey(2), calibration);
    await put(table, MODEL_REPORT_KEY, { ...report, calibration: 1 });
    const view = await readModel({ table, rules });
    expect(view.status).toBe('trusted');
    expect(view).not.toHaveProperty('report');
  });

  it('passes over a calibration that this release cannot read, and one in another currency', async () => {
    const table = memoryTable();
    await put(table, calibrationKey(2), calibration);
    await put(table, calibrationKey(3), { ...calibration, sequence: 3, currency: 'JPY' });
    await put(table, calibrationKey(4), { from: 'the future' });
    expect((await readModel({ table, rules })).calibration).toMatchObject({ sequence: 2 });
  });
});
