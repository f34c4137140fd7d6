import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type * as z from 'zod';
import { describeError } from '../../app/describe-error.ts';
import type { Handler } from './define-function.ts';

/**
 * What every handler has around it: the trigger's event is checked for the shape that the handler reads, and a failure is
 * one line in the log. The error object itself is not logged: the SDK's errors can carry what was sent.
 */
export function handlerStack<Event>(
  name: string,
  trigger: z.ZodType<Event>,
  handle: (event: Event, logger: Logger) => Promise<unknown>,
): Handler {
  const logger = new Logger({ serviceName: name });
  const stack = middy((event: unknown) => handle(trigger.parse(event), logger))
    .before(({ context }) => logger.addContext(context))
    .onError(({ error }) => logger.error(describeError(error)));
  return async (event, context) => await stack(event, context);
}
