import type { Context } from 'hono';
import type * as z from 'zod';
import { PerennialError } from '../../../shared/perennial-error.ts';

/** The query's values. Throws `CONSOLE.BAD_QUERY` naming the first that is wrong. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, context: Context): z.infer<Schema> {
  const result = schema.safeParse(context.req.query());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new PerennialError('CONSOLE.BAD_QUERY', {
    message: `"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'is not valid'}`,
  });
}
