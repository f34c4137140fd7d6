import * as z from 'zod';
import type { Item, Table, Write } from '../../ports.ts';
import { AUDIT_PARTITION } from '../item-keys.ts';

const auditRecordSchema = z.object({
  at: z.number(),
  action: z.enum(['exported', 'erasure-begun', 'erased', 'erasure-lifted']),
  /** Who asked for it: a name of the operator's. */
  by: z.string(),
  /** Hash of the customer's id (`subjectHash`), never the id. */
  subject: z.string(),
  /** What was given out or went, by kind of item. */
  counts: z.record(z.string(), z.number()),
  /** Why an erasure was lifted, in the operator's words. */
  reason: z.string().exactOptional(),
});

/** That somebody's data were given out or erased, or may be kept again. Kept for ever: it proves that a request was met. */
export type AuditRecord = z.infer<typeof auditRecordSchema>;

/** Puts a record; the same one again changes nothing. */
export const auditWrite = (record: AuditRecord): Write => ({
  kind: 'put',
  condition: 'none',
  item: {
    pk: AUDIT_PARTITION,
    sk: `${new Date(record.at).toISOString()}#${record.action}#${record.subject}`,
    version: 1,
    body: record,
  },
});

const auditRecordOf = ({ body }: Item): AuditRecord => auditRecordSchema.parse(body);

/** All records, or those about one customer, the newest first. */
export async function listAudit(table: Table, subject?: string): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query(AUDIT_PARTITION, {
      descending: true,
      ...(cursor !== undefined && { cursor }),
    });
    records.push(...page.items.map(auditRecordOf));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return subject === undefined ? records : records.filter((record) => record.subject === subject);
}
