import * as z from 'zod';
import { guardReputation } from '../shared/app/reputation/guard-reputation.ts';
import { isTrouble } from '../shared/app/reputation/reputation-standing.ts';
import { troubleLine } from '../shared/app/reputation/trouble-line.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { metricFields } from '../shared/aws/lambda/metric-fields.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { scheduleHandler } from '../shared/aws/lambda/schedule-handler.ts';

/** Every five minutes: pauses the campaigns of which too much bounces or is complained of. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = { table: platform.table(environment.TABLE_NAME), clock: platform.clock, rules };
    return scheduleHandler('guard', async (logger) => {
      const run = await guardReputation(deps);
      if (isTrouble(run.standing))
        logger.warn(troubleLine(run.standing), metricFields('ReputationTrouble', 1, Date.now()));
      return run;
    });
  },
});

export const handler = onLambda(definition);
