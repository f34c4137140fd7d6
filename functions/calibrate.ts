import * as z from 'zod';
import { calibrateShop } from '../shared/app/calibrate/calibrate-shop.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { scheduleHandler } from '../shared/aws/lambda/schedule-handler.ts';
import { compileRules } from '../shared/domain/compiled-rules.ts';

/** Every night: learns from all customers, and has everybody checked against what it learnt. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    RECHECKS_QUEUE_URL: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      rechecks: platform.queue(environment.RECHECKS_QUEUE_URL),
      rules: compileRules(rules),
      clock: platform.clock,
    };
    return scheduleHandler('calibrate', () => calibrateShop(deps));
  },
});

export const handler = onLambda(definition);
