import type { ListedTask, TaskPage } from '../../shared/app/task/task-list.ts';
import { useFrame } from '../frame.ts';
import { navigate } from '../location.ts';
import { Choice } from '../parts/choice.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { TaskRow } from '../task/task-row.tsx';
import { usePages } from '../use-pages.ts';

/** A page of tasks, and the shop's time, by which they are due. */
type TaskAnswer = TaskPage & { readonly now: number };

/** What campaigns ask people to do: open tasks by their due date, or those that were closed. */
export function TasksView({ query }: { readonly query: URLSearchParams }) {
  const { text, pollMs } = useFrame();
  const words = text.tasks;
  const of = query.get('of') === 'closed' ? 'closed' : 'open';
  const path = `/api/tasks?of=${of}`;
  const { pages, failure, reload, more } = usePages<TaskAnswer>(
    path,
    ({ cursor }) => cursor && `${path}&cursor=${encodeURIComponent(cursor)}`,
    pollMs,
  );
  const tasks = pages?.flatMap((page) => page.tasks);
  return (
    <>
      <ViewTitle title={words.title}>
        <Choice
          name="tasks"
          legend={words.which}
          value={of}
          options={[
            { value: 'open', label: words.open },
            { value: 'closed', label: words.closed },
          ]}
          onChoose={(chosen) =>
            navigate(chosen === 'open' ? '/tasks' : '/tasks?of=closed', { replace: true })
          }
        />
      </ViewTitle>
      {failure && <Failed failure={failure} onRetry={reload} />}
      {tasks === undefined && !failure && <Loading />}
      {tasks?.length === 0 && of === 'closed' && <Empty>{words.emptyClosed}</Empty>}
      {tasks?.length === 0 && of === 'open' && <Empty title={words.empty}>{words.emptyHint}</Empty>}
      {tasks !== undefined && tasks.length > 0 && (
        <TaskTable tasks={tasks} of={of} now={pages?.[0]?.now ?? 0} onChange={reload} />
      )}
      {more && (
        <button type="button" class="more" onClick={more}>
          {words.more}
        </button>
      )}
    </>
  );
}

interface TaskTableProps {
  readonly tasks: readonly ListedTask[];
  readonly of: 'open' | 'closed';
  readonly now: number;
  readonly onChange: () => void;
}

function TaskTable({ tasks, of, now, onChange }: TaskTableProps) {
  const words = useFrame().text.tasks;
  return (
    <section class="panel flush">
      <table class="rows tasks">
        <thead>
          <tr>
            <th scope="col">{words.task}</th>
            <th scope="col" class="wide">
              {words.customer}
            </th>
            <th scope="col" class="wide">
              {words.due}
            </th>
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} isOpen={of === 'open'} now={now} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
