import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import * as z from 'zod';
import { closeTask, LONGEST_NOTE, TASK_ENDINGS } from '../../../shared/app/task/close-task.ts';
import { listTasks } from '../../../shared/app/task/task-list.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock, Table } from '../../../shared/ports.ts';
import { readQuery } from './read-query.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

interface TaskSources {
  readonly table: Table;
  readonly clock: Clock;
}

const tasksQuery = z.object({
  of: z.enum(['open', 'closed']).default('open'),
  cursor: z.string().max(4096).optional(),
});

/** A customer's id, a slash, a code; and what whoever closes the task wants to say. */
const closingSchema = z.object({
  id: z.string().min(3).max(1200),
  note: z.string().max(LONGEST_NOTE).optional(),
});

/** `GET /api/tasks`, and `POST /api/tasks/done` and `/api/tasks/dismissed` with `{ id, note? }`. */
export function addTaskRoutes(routes: Hono<{ Bindings: HttpBindings }>, { table, clock }: TaskSources): void {
  routes.get('/api/tasks', async (context) => {
    const { of, cursor } = readQuery(tasksQuery, context);
    const page = await listTasks(table, of, { ...(cursor !== undefined && { cursor }) });
    return context.json({ ...page, now: clock.now() });
  });
  for (const ending of TASK_ENDINGS)
    routes.post(`/api/tasks/${ending}`, async (context) => {
      refuseForeignPage(context);
      const body: unknown = await context.req.json().catch(() => undefined);
      const closing = closingSchema.safeParse(body);
      if (!closing.success)
        throw new PerennialError('CONSOLE.BAD_TASK', {
          message: `Send { "id": ..., "note": ... }: the id of a task, and a note of at most ${LONGEST_NOTE} characters.`,
        });
      const { id, note } = closing.data;
      return context.json(await closeTask({ table, clock }, id, ending, note));
    });
}
