import type { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import type { Handler } from './define-function.ts';
import { handlerStack } from './handler-stack.ts';

/** Handler of a schedule: what it says in its input does not matter, only that it fired. */
export const scheduleHandler = (name: string, handle: (logger: Logger) => Promise<object>): Handler =>
  handlerStack(name, z.unknown(), async (_, logger) => {
    const result = await handle(logger);
    logger.debug('Done', { ...result });
    return result;
  });
