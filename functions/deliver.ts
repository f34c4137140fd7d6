import * as z from 'zod';
import { handleOutbound } from '../shared/app/deliver/handle-outbound.ts';
import { createMailWriter } from '../shared/app/deliver/write-mail.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';
import { compileRules } from '../shared/domain/compiled-rules.ts';

/** Delivers the messages that were asked for: claimed, checked once more, sent, and the outcome put on record. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** Address that mail comes from. */
    SENDER: z.email(),
    CONFIGURATION_SET: z.string().min(1),
    /** Name of the secret that signs unsubscribe links. */
    LINK_SECRET: z.string().min(1),
    /** Where `/unsubscribe` is served. */
    PUBLIC_URL: z.url(),
    DEAD_LETTER_QUEUE_URL: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules, templates } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      mailer: platform.mailer(environment.CONFIGURATION_SET),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      clock: platform.clock,
      writeMail: createMailWriter({
        rules: compileRules(rules),
        templates,
        sender: environment.SENDER,
        linkSecret: await platform.secrets.get(environment.LINK_SECRET),
        publicUrl: environment.PUBLIC_URL.replace(/\/+$/, ''),
      }),
    };
    return queueHandler('deliver', (messages) => handleOutbound(messages, deps));
  },
});

export const handler = onLambda(definition);
