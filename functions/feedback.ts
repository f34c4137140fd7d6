import * as z from 'zod';
import { handleFeedback } from '../shared/app/feedback/handle-feedback.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';
import { texterSettings, texterVariables } from '../shared/aws/lambda/texter-environment.ts';

/** Takes what providers tell of messages (deliveries, bounces, complaints, openings, clicks), and the texts that people send back. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** Name of the secret under which addresses are known by their hashes. */
    LINK_SECRET: z.string().min(1),
    /** Where `/unsubscribe` is served. */
    PUBLIC_URL: z.url(),
    /** What `decide` reads. */
    INPUTS_QUEUE_URL: z.string().min(1),
    /** Where this function's own messages come from. */
    FEEDBACK_QUEUE_URL: z.string().min(1),
    DEAD_LETTER_QUEUE_URL: z.string().min(1),
    ...texterVariables,
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      clock: platform.clock,
      inputs: platform.queue(environment.INPUTS_QUEUE_URL),
      feedback: platform.queue(environment.FEEDBACK_QUEUE_URL),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      texter: platform.texter(texterSettings(environment)),
      linkSecret: await platform.secrets.get(environment.LINK_SECRET),
      publicUrl: environment.PUBLIC_URL.replace(/\/+$/, ''),
      shop: rules.shop,
    };
    return queueHandler('feedback', (messages) => handleFeedback(messages, deps));
  },
});

export const handler = onLambda(definition);
