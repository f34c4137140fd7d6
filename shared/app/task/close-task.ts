import { DAY_MS, type Instant } from '../../domain/instant.ts';
import { type Task, taskSchema } from '../../domain/task/task.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Item, Table } from '../../ports.ts';
import { TASK_SHARD, taskKey } from '../item-keys.ts';
import { type ListedTask, listedTaskOf } from './task-list.ts';

/** done: somebody did it. dismissed: it is not worth doing. */
export const TASK_ENDINGS = ['done', 'dismissed'] as const;
export type TaskEnding = (typeof TASK_ENDINGS)[number];

/** Days for which a closed task is kept. */
const KEPT_DAYS = 400;
/** Of a closing note. */
export const LONGEST_NOTE = 1000;

/** A task after it was closed. */
export interface ClosedTask {
  readonly task: ListedTask;
  /** False where it was closed before: then it stands as it did. */
  readonly isNew: boolean;
}

/**
 * Closes a task. The same again, or by another at the same time, changes nothing: the first word stands. The change itself goes on to the
 * bus as `task.done` or `task.dismissed`. `id` is that of a list. Throws `TASK.UNKNOWN` and `TASK.NOTE_TOO_LONG`.
 */
export async function closeTask(
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  id: string,
  ending: TaskEnding,
  note?: string,
): Promise<ClosedTask> {
  const written = note?.trim() ?? '';
  if (written.length > LONGEST_NOTE)
    throw new PerennialError('TASK.NOTE_TOO_LONG', {
      message: `A note has at most ${LONGEST_NOTE} characters.`,
    });
  const slash = id.lastIndexOf('/');
  const key = taskKey(id.slice(0, Math.max(0, slash)), id.slice(slash + 1));
  const stored = await table.get(key, { consistent: true });
  if (stored === undefined) throw unknownTask(id);
  const task = taskSchema.parse(stored.body);
  if (task.status !== 'open') return answer(stored, false, id);
  const closed = closedItem(stored, task, { ending, at: clock.now(), note: written });
  const result = await table.transact([
    { kind: 'put', item: closed, condition: { version: stored.version } },
  ]);
  if (result.status === 'committed') return answer(closed, true, id);
  const winner = await table.get(key, { consistent: true });
  if (winner === undefined) throw unknownTask(id);
  return answer(winner, false, id);
}

interface Closing {
  readonly ending: TaskEnding;
  readonly at: Instant;
  readonly note: string;
}

/** It leaves the index of open tasks for that of closed ones, which sorts the newest first. */
function closedItem({ pk, sk, version }: Item, task: Task, { ending, at, note }: Closing): Item<Task> {
  const body: Task = {
    ...task,
    status: ending,
    closedAt: at,
    ...(note !== '' && { closingNote: note }),
  };
  return {
    pk,
    sk,
    version: version + 1,
    body,
    audience: { shard: TASK_SHARD, key: newestFirst(at) },
    expiresAt: at + KEPT_DAYS * DAY_MS,
  };
}

const LAST_INSTANT = 8_640_000_000_000_000;
const newestFirst = (at: Instant): string => String(LAST_INSTANT - at).padStart(16, '0');

function answer(item: Item<unknown>, isNew: boolean, id: string): ClosedTask {
  const [task] = listedTaskOf(item);
  if (task === undefined) throw unknownTask(id);
  return { task, isNew };
}

const unknownTask = (id: string): PerennialError =>
  new PerennialError('TASK.UNKNOWN', {
    message: `There is no task "${id}". Its id stands in the list of tasks: the customer, a slash, and a code.`,
  });
