import type { Command } from 'commander';
import * as z from 'zod';
import { type AuditRecord, listAudit } from '../../shared/app/privacy/audit-record.ts';
import { subjectHash } from '../../shared/app/privacy/subject-hash.ts';
import { printResult } from '../print-result.ts';
import { addPrivacyOptions, onStoredCustomers, type PrivacyTarget } from '../privacy/privacy-target.ts';
import { askServer } from '../start/ask-server.ts';

interface AuditOptions extends PrivacyTarget {
  readonly customer?: string;
}

export function addAuditCommand(program: Command): void {
  const command = program
    .command('audit')
    .description('who was given or erased whose data, and when; customers stand there by a hash of their ids')
    .option('--customer <id>', 'only what concerns this customer');
  addPrivacyOptions(command).action(async (options: AuditOptions) => {
    const records = await readAudit(options);
    printResult({ records }, auditLines(records), options.json ?? false);
  });
}

const answerSchema = z.object({ records: z.custom<readonly AuditRecord[]>(Array.isArray) });

async function readAudit(options: AuditOptions): Promise<readonly AuditRecord[]> {
  const { customer } = options;
  const query = customer === undefined ? '' : `?customer=${encodeURIComponent(customer)}`;
  const answer =
    options.table === undefined
      ? await askServer(options.data, `/api/audit${query}`, answerSchema)
      : undefined;
  if (answer !== undefined) return answer.records;
  return await onStoredCustomers(options, ({ table, secret }) =>
    listAudit(table, customer === undefined ? undefined : subjectHash(secret, customer)),
  );
}

const WORDS = {
  exported: 'exported',
  'erasure-begun': 'erasure begun',
  erased: 'erased',
  'erasure-lifted': 'erasure lifted',
} as const;

function auditLines(records: readonly AuditRecord[]): string[] {
  if (records.length === 0) return ['Nothing is on record.'];
  return records.map(({ at, action, by, subject, counts, reason }) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const went = action === 'erased' ? `, ${total} items` : '';
    const why = reason === undefined ? '' : `  (${reason})`;
    return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}  ${WORDS[action]} by ${by}${went}  ${subject}${why}`;
  });
}
