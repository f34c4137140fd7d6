import * as z from 'zod';
import type { Handler } from './define-function.ts';
import { handlerStack } from './handler-stack.ts';

/** Handler of a schedule: what it says in its input does not matter, only that it fired. */
export const scheduleHandler = (name: string, handle: () => Promise<object>): Handler =>
  handlerStack(name, z.unknown(), async (_, logger) => {
    const result = await handle();
    logger.debug('Done', { ...result });
    return result;
  });
