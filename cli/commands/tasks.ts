import { type Command, InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { type ClosedTask, closeTask, type TaskEnding } from '../../shared/app/task/close-task.ts';
import { listedTaskSchema, listTasks, type TaskPage } from '../../shared/app/task/task-list.ts';
import {
  addTargetOptions,
  type CampaignTarget,
  inDataFolder,
  onDeployedTable,
} from '../campaign/campaign-target.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';
import { closedLine, taskLines } from '../task/task-lines.ts';

interface TasksOptions extends CampaignTarget {
  readonly closed?: boolean;
  readonly done?: string;
  readonly dismiss?: string;
  readonly note?: string;
}

const pageSchema = z.object({
  tasks: z.array(listedTaskSchema).readonly(),
  cursor: z.string().exactOptional(),
  now: z.number(),
});
const closedSchema = z.object({ task: listedTaskSchema, isNew: z.boolean() });

export function addTasksCommand(program: Command): void {
  const command = program
    .command('tasks')
    .description('list the tasks that campaigns ask people to do, by their due date, or close one')
    .option('--closed', 'list those that are done or dismissed, newest first')
    .option('--done <id>', 'mark a task as done', taskId)
    .option('--dismiss <id>', 'close a task that is not worth doing', taskId)
    .option('--note <text>', 'what to say of it, with --done or --dismiss');
  addTargetOptions(command).action(async (options: TasksOptions) => {
    const { done, dismiss, note } = options;
    const id = done ?? dismiss;
    if ((done !== undefined && dismiss !== undefined) || (note !== undefined && id === undefined))
      command.error('error: give one of --done and --dismiss; --note goes with either');
    if (id === undefined) {
      const page = await readPage(options);
      printResult(page, taskLines(page, page.now), options.json ?? false);
      return;
    }
    const closed = await close(options, id, done === undefined ? 'dismissed' : 'done');
    printResult(closed, [closedLine(closed)], options.json ?? false);
  });
}

function taskId(text: string): string {
  if (/^.+\/[A-Za-z0-9]+$/.test(text)) return text;
  throw new InvalidArgumentError('Give the id of a task as the list shows it, such as c-1042/8fKq2LmZ0a.');
}

async function readPage({ data, table, closed }: TasksOptions): Promise<TaskPage & { readonly now: number }> {
  const of = closed === true ? 'closed' : 'open';
  if (table !== undefined)
    return await onDeployedTable(table, async (deployed, clock) => ({
      ...(await listTasks(deployed, of)),
      now: clock.now(),
    }));
  const answer = await askServer(data, `/api/tasks?of=${of}`, pageSchema);
  if (answer !== undefined) return answer;
  return await inDataFolder(data, async (local, clock) => ({
    ...(await listTasks(local, of)),
    now: clock.now(),
  }));
}

async function close(
  { data, table, note }: TasksOptions,
  id: string,
  ending: TaskEnding,
): Promise<ClosedTask> {
  if (table !== undefined)
    return await onDeployedTable(table, (deployed, clock) =>
      closeTask({ table: deployed, clock }, id, ending, note),
    );
  const answer = await askServer(data, `/api/tasks/${ending}`, closedSchema, { id, note });
  if (answer !== undefined) return answer;
  return await inDataFolder(data, (local, clock) => closeTask({ table: local, clock }, id, ending, note));
}
