import { modelReportSchema } from '../../domain/segment/model-report.ts';
import type { Table } from '../../ports.ts';
import { MODEL_REPORT_KEY } from '../item-keys.ts';

/** Takes a customer off the list of those with whom most would be lost. The nightly report that follows makes a new one. */
export async function removeFromModelReport(customerId: string, table: Table): Promise<void> {
  const item = await table.get(MODEL_REPORT_KEY, { consistent: true });
  const report = item && modelReportSchema.safeParse(item.body).data;
  if (item === undefined || report === undefined) return;
  const atRisk = report.atRisk.filter((customer) => customer.customerId !== customerId);
  if (atRisk.length === report.atRisk.length) return;
  await table.transact([
    {
      kind: 'put',
      condition: 'none',
      item: { ...MODEL_REPORT_KEY, version: 1, body: { ...report, atRisk } },
    },
  ]);
}
