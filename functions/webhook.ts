import * as z from 'zod';
import { handleWebhooks } from '../shared/app/webhook/handle-webhooks.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';

/** Tells endpoints what campaigns have to tell them: signed, tried again where it was in vain, and the outcome put on record. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** What the names of the secrets that sign webhooks begin with. */
    WEBHOOK_SECRET_PREFIX: z.string().min(1),
    /** Where orders come from, and go back to until they are tried again. */
    WEBHOOK_QUEUE_URL: z.string().min(1),
    DEAD_LETTER_QUEUE_URL: z.string().min(1),
    /** Name of the secret under which those stand who were erased. */
    LINK_SECRET: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      clock: platform.clock,
      secrets: platform.secrets,
      webhooks: platform.webhooks(),
      endpoints: rules.endpoints,
      secretPrefix: environment.WEBHOOK_SECRET_PREFIX,
      queue: platform.queue(environment.WEBHOOK_QUEUE_URL),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      failures: new Map<string, number>(),
      subjectSecret: await platform.secrets.get(environment.LINK_SECRET),
      chance: Math.random,
    };
    return queueHandler('webhook', (messages) => handleWebhooks(messages, deps));
  },
});

export const handler = onLambda(definition);
