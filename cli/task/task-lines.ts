import type { ClosedTask } from '../../shared/app/task/close-task.ts';
import type { TaskPage } from '../../shared/app/task/task-list.ts';
import type { Instant } from '../../shared/domain/instant.ts';

/** A page of tasks, for a person: a line each, and its note below it. */
export function taskLines({ tasks, cursor }: TaskPage, now: Instant): string[] {
  if (tasks.length === 0) return ['There are none.'];
  const lines = tasks.flatMap(({ id, status, title, note, dueAt, closedAt, closingNote, campaign }) => {
    const state =
      status === 'open'
        ? `${dueAt < now ? 'OVERDUE' : 'due'} ${dateTime(dueAt)}`
        : `${status} ${dateTime(closedAt ?? dueAt)}`;
    return [
      `${state}  ${title}  (${campaign})  ${id}`,
      ...[note, closingNote].flatMap((text) => (text === undefined ? [] : [`  ${text}`])),
    ];
  });
  return cursor === undefined ? lines : [...lines, `The first ${tasks.length}; there are more.`];
}

/** What became of closing a task, for a person. */
export function closedLine({ task, isNew }: ClosedTask): string {
  const { id, status, title, closedAt = 0 } = task;
  if (isNew) return `"${title}" (${id}) is ${status}.`;
  return `"${title}" (${id}) has been ${status} since ${dateTime(closedAt)}; nothing was changed.`;
}

const dateTime = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
