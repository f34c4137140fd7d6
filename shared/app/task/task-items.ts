import { createHash } from 'node:crypto';
import type { Fact } from '../../domain/customer/fact.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Item } from '../../ports.ts';
import { TASK_SHARD, taskKey } from '../item-keys.ts';

/** Tells a task from the customer's others; short, since people type it. */
const taskCode = (factId: string): string =>
  createHash('sha256').update(factId).digest('base64url').replace(/[-_]/g, '').slice(0, 10);

/** The open task that a fact asks for. It stands in the `due` index until it is closed. */
export function openTaskItem(
  customerId: string,
  factId: string,
  fact: Extract<Fact, { kind: 'task.requested' }>,
): Item<Task> {
  const { campaign, step, occurrence, title, note, at, dueAt } = fact;
  const body: Task = {
    status: 'open',
    factId,
    campaign,
    step,
    occurrence,
    title,
    ...(note !== undefined && { note }),
    requestedAt: at,
    dueAt,
  };
  return {
    ...taskKey(customerId, taskCode(factId)),
    version: 1,
    body,
    due: { shard: TASK_SHARD, at: dueAt },
  };
}
