import type { JournalEntry } from '../../domain/customer/journal-entry.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Table } from '../../ports.ts';
import { factIdOf } from '../fact-id.ts';
import { erasedAmong } from '../privacy/erased-among.ts';
import { openTaskItem } from './task-items.ts';

/**
 * Puts the tasks that journal entries ask for into the table, each once: its key is made of the fact's id, and one that is there
 * already, done or not, stays as it is. None of a customer who was erased, where the secret is given under which those stand.
 */
export async function putTasks(
  entries: readonly JournalEntry[],
  table: Table,
  subjectSecret?: string,
): Promise<void> {
  const asking = entries.filter(({ facts }) => facts.some(({ kind }) => kind === 'task.requested'));
  const customers = [...new Set(asking.map(({ customerId }) => customerId))];
  const erased = await erasedAmong(customers, table, subjectSecret, { consistent: true });
  const living = asking.filter(({ customerId }) => !erased.has(customerId));
  const items = living.flatMap((entry) =>
    entry.facts.flatMap((fact, position) =>
      fact.kind === 'task.requested' ? [openTaskItem(entry.customerId, factIdOf(entry, position), fact)] : [],
    ),
  );
  // One transaction each: a conflict is that of a task which is there, and must not keep the others out.
  for (const item of items) await putOne(item, table);
}

async function putOne(item: ReturnType<typeof openTaskItem>, table: Table): Promise<void> {
  const write = { kind: 'put', item, condition: 'absent' } as const;
  const result = await table.transact([write]);
  if (result.status === 'committed' || result.failed.length > 0) return;
  // Contention, of which the item itself may have been no part: the second answer tells.
  const again = await table.transact([write]);
  if (again.status === 'committed' || again.failed.length > 0) return;
  throw new PerennialError('TASK.CONTENDED', {
    message: 'A task could not be put on record; the batch is tried again.',
    retryable: true,
  });
}
