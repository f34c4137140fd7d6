import * as z from 'zod';
import { sweepDue } from '../shared/app/sweep/sweep-due.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { scheduleHandler } from '../shared/aws/lambda/schedule-handler.ts';

/** Every minute: a tick to everyone for whom something is due. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    TICKS_QUEUE_URL: z.string().min(1),
  }),
  wire: (environment, platform) => {
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      ticks: platform.queue(environment.TICKS_QUEUE_URL),
      clock: platform.clock,
    };
    return scheduleHandler('sweep', () => sweepDue(deps));
  },
});

export const handler = onLambda(definition);
