import * as z from 'zod';
import { handleRechecks } from '../shared/app/calibrate/handle-rechecks.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';
import { compileRules } from '../shared/domain/compiled-rules.ts';

/** Reads one segment of the customers, and sends a tick to those whose classes a new calibration changes. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    TICKS_QUEUE_URL: z.string().min(1),
    /** Where the rest of a segment goes that does not fit into one run. */
    RECHECKS_QUEUE_URL: z.string().min(1),
    /** Where a message goes that no retry can mend. */
    DEAD_LETTER_QUEUE_URL: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      ticks: platform.queue(environment.TICKS_QUEUE_URL),
      rechecks: platform.queue(environment.RECHECKS_QUEUE_URL),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      rules: compileRules(rules),
      clock: platform.clock,
    };
    return queueHandler('recheck', (messages) => handleRechecks(messages, deps));
  },
});

export const handler = onLambda(definition);
