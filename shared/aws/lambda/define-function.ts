import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { PerennialError } from '../../perennial-error.ts';
import type { Platform } from '../../platform.ts';

export type Handler<Event = unknown, Result = unknown> = (event: Event, context: Context) => Promise<Result>;

/** One Lambda function: the environment that it needs and how it is put together from it. */
export interface FunctionDefinition<Environment = unknown> {
  readonly environment: z.ZodType<Environment>;
  readonly wire: (environment: Environment, platform: Platform) => Promise<Handler> | Handler;
}

export const defineFunction = <Environment>(
  definition: FunctionDefinition<Environment>,
): FunctionDefinition<Environment> => definition;

/** Puts a function together on a platform. Throws `FUNCTION.ENVIRONMENT` naming every variable that is missing or bad. */
export async function wireFunction<Environment>(
  definition: FunctionDefinition<Environment>,
  variables: Readonly<Record<string, string | undefined>>,
  platform: Platform,
): Promise<Handler> {
  const parsed = definition.environment.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new PerennialError('FUNCTION.ENVIRONMENT', {
      message: `The function's environment is not complete. ${problems.join('; ')}`,
    });
  }
  return await definition.wire(parsed.data, platform);
}
