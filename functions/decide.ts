import * as z from 'zod';
import { createCurrentRules } from '../shared/app/current-rules.ts';
import { handleInbound } from '../shared/app/decide/handle-inbound.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';
import { compileRules } from '../shared/domain/compiled-rules.ts';

/** Gives every input and every tick its one effect on its customer. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** Where input goes that no retry can mend. */
    DEAD_LETTER_QUEUE_URL: z.string().min(1),
    /** Name of the secret under which those stand who were erased. */
    LINK_SECRET: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const table = platform.table(environment.TABLE_NAME);
    const deps = {
      table,
      rules: createCurrentRules(compileRules(rules), table, platform.clock),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      clock: platform.clock,
      subjectSecret: await platform.secrets.get(environment.LINK_SECRET),
    };
    return queueHandler('decide', (messages) => handleInbound(messages, deps));
  },
});

export const handler = onLambda(definition);
