import { taskSchema } from '../../domain/task/task.ts';
import type { BusEntry, Change } from '../../ports.ts';
import { customerOfPartition, TASK_PREFIX } from '../item-keys.ts';

/** What the bus is told where somebody closes a task: `task.done` or `task.dismissed`, without what they wrote. None for any other change. */
export function taskEntry({ kind, key, before, after }: Change, source: string): readonly BusEntry[] {
  const customerId = customerOfPartition(key.pk);
  if (kind !== 'modify' || customerId === undefined || !key.sk.startsWith(TASK_PREFIX)) return [];
  const task = taskSchema.parse(after?.body);
  const earlier = taskSchema.parse(before?.body);
  if (earlier.status !== 'open' || task.status === 'open' || task.closedAt === undefined) return [];
  const { factId: taskFactId, campaign, step, occurrence, title, dueAt, closedAt } = task;
  const detail = {
    factId: `${taskFactId}/closed`,
    taskFactId,
    customerId,
    at: new Date(closedAt).toISOString(),
    campaign,
    step,
    occurrence,
    title,
    dueAt,
  };
  return [{ source, detailType: `task.${task.status}`, detail, time: closedAt }];
}
