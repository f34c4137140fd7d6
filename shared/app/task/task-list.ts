import * as z from 'zod';
import { taskSchema } from '../../domain/task/task.ts';
import type { Item, Key, Page, Table } from '../../ports.ts';
import { customerOfPartition, TASK_PREFIX, TASK_SHARD } from '../item-keys.ts';

/** A task as a list shows it. */
export const listedTaskSchema = z.object({
  /** Names the task: the customer, a slash, and a code. */
  id: z.string(),
  customerId: z.string(),
  ...taskSchema.shape,
});
export type ListedTask = z.infer<typeof listedTaskSchema>;

export interface TaskPage {
  readonly tasks: readonly ListedTask[];
  /** Pass it on to read the next page; absent on the last one. */
  readonly cursor?: string;
}

const PAGE_SIZE = 50;
/** Beyond any due date, and still a whole number that a double holds. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Lists tasks a page at a time: open ones by their due date, earliest first; closed ones newest first. */
export async function listTasks(
  table: Table,
  of: 'open' | 'closed',
  options: { readonly cursor?: string; readonly limit?: number } = {},
): Promise<TaskPage> {
  const { cursor, limit = PAGE_SIZE } = options;
  const paging = { limit, ...(cursor !== undefined && { cursor }) };
  const page: Page<Key> =
    of === 'open' ? await table.due(TASK_SHARD, ALL, paging) : await table.audience(TASK_SHARD, '', paging);
  const items = await table.getMany(page.items.map(({ pk, sk }) => ({ pk, sk })));
  // An index lags: what was closed a moment ago may still stand among the open ones.
  const tasks = items
    .flatMap((item) => (item === undefined ? [] : listedTaskOf(item)))
    .filter(({ status }) => (status === 'open') === (of === 'open'));
  return { tasks, ...(page.cursor !== undefined && { cursor: page.cursor }) };
}

/** A task out of its item; none where the item is something else. */
export function listedTaskOf({ pk, sk, body }: Item<unknown>): readonly ListedTask[] {
  const customerId = customerOfPartition(pk);
  if (customerId === undefined || !sk.startsWith(TASK_PREFIX)) return [];
  return [{ id: `${customerId}/${sk.slice(TASK_PREFIX.length)}`, customerId, ...taskSchema.parse(body) }];
}
