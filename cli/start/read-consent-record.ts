import * as z from 'zod';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { type RecordedConsent, readConsents } from '../../shared/app/consent/consent-record.ts';
import { type CampaignTarget, onDeployedTable } from '../campaign/campaign-target.ts';
import { askServer } from './ask-server.ts';
import { withLocalDatabase } from './with-local-database.ts';

/** The run's own answer: only its frame is checked. */
const answerSchema = z.object({
  consents: z.array(z.custom<RecordedConsent>((value) => typeof value === 'object' && value !== null)),
});

/** All that a customer ever said of consents: from a deployed table, a data folder's file or, while a run holds that, from the run. */
export async function readConsentRecord(
  customerId: string,
  { data, table }: Pick<CampaignTarget, 'data' | 'table'>,
): Promise<readonly RecordedConsent[]> {
  if (table !== undefined)
    return await onDeployedTable(table, (deployed) => readConsents(customerId, deployed));
  const answer = await askServer(
    data,
    `/api/customers/${encodeURIComponent(customerId)}/consents`,
    answerSchema,
  );
  if (answer !== undefined) return answer.consents;
  return await withLocalDatabase(data, (database) =>
    readConsents(
      customerId,
      createSqliteTable(database, () => false),
    ),
  );
}
