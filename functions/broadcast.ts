import * as z from 'zod';
import { broadcastDue } from '../shared/app/broadcast/broadcast-due.ts';
import { registerCampaigns } from '../shared/app/campaign/register-campaigns.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { scheduleHandler } from '../shared/aws/lambda/schedule-handler.ts';
import { compileRules } from '../shared/domain/compiled-rules.ts';

/** A page begun by then is done before the function's time is up, even where the queue answers slowly. */
const BEGINS_PAGES_MS = 35_000;

/** Every minute: dated campaigns that have become due, to everybody in their audience. With new files, first: from when on they hold. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    BROADCASTS_QUEUE_URL: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      broadcasts: platform.queue(environment.BROADCASTS_QUEUE_URL),
      rules: compileRules(rules),
      clock: platform.clock,
    };
    await registerCampaigns(rules.campaigns, deps.table, deps.clock);
    return scheduleHandler('broadcast', () => {
      const beganAt = performance.now();
      return broadcastDue({ ...deps, hasTime: () => performance.now() - beganAt < BEGINS_PAGES_MS });
    });
  },
});

export const handler = onLambda(definition);
