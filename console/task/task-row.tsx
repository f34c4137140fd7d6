import { useState } from 'preact/hooks';
import type { TaskEnding } from '../../shared/app/task/close-task.ts';
import type { ListedTask } from '../../shared/app/task/task-list.ts';
import { useFrame } from '../frame.ts';
import { CloseTask } from './close-task.tsx';

interface TaskRowProps {
  readonly task: ListedTask;
  readonly isOpen: boolean;
  /** The shop's time. */
  readonly now: number;
  /** Told once the task was closed. */
  readonly onChange: () => void;
}

/** One task: what is to be done, for whom and until when; then what came of it, or the ways to close it. */
export function TaskRow({ task, isOpen, now, onChange }: TaskRowProps) {
  const { text, format } = useFrame();
  const words = text.tasks;
  const { customerId, title, note, campaign, dueAt } = task;
  const [ending, setEnding] = useState<TaskEnding>();
  const story = `/customers/${encodeURIComponent(customerId)}`;
  const isOverdue = isOpen && dueAt < now;
  const due = (
    <>
      <time dateTime={new Date(dueAt).toISOString()}>{format.date(dueAt)}</time>
      {isOverdue && <span class="tag overdue">{words.overdue}</span>}
    </>
  );
  return (
    <>
      <tr class={isOverdue ? 'overdue' : undefined}>
        <th scope="row">
          {title}
          <span class="narrow due">{due}</span>
          {note !== undefined && <small class="task-note">{note}</small>}
          <small class="task-note">
            <a class="narrow" href={story}>
              {customerId}
            </a>{' '}
            <a href={`/campaigns/${encodeURIComponent(campaign)}`}>{words.from(campaign)}</a>
          </small>
        </th>
        <td class="wide">
          <a href={story}>{customerId}</a>
        </td>
        <td class="wide">{due}</td>
        <td class="task-end">
          {isOpen ? (
            <>
              <button
                type="button"
                aria-label={words.doneOf(title, customerId)}
                aria-expanded={ending === 'done'}
                onClick={() => setEnding('done')}
              >
                {words.done}
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={words.dismissOf(title, customerId)}
                aria-expanded={ending === 'dismissed'}
                onClick={() => setEnding('dismissed')}
              >
                {words.dismiss}
              </button>
            </>
          ) : (
            <TaskEnd task={task} />
          )}
        </td>
      </tr>
      {isOpen && ending !== undefined && (
        <tr class="closing">
          <td colSpan={4}>
            <CloseTask
              key={ending}
              id={task.id}
              ending={ending}
              onCancel={() => setEnding(undefined)}
              onClosed={onChange}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function TaskEnd({ task }: { readonly task: ListedTask }) {
  const { text, format } = useFrame();
  const { status, closedAt, closingNote } = task;
  return (
    <>
      {text.tasks.status[status]}
      {closedAt !== undefined && <small>{format.date(closedAt)}</small>}
      {closingNote !== undefined && <small class="task-note">{closingNote}</small>}
    </>
  );
}
