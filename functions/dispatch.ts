import * as z from 'zod';
import { relayFacts } from '../shared/app/dispatch/relay-facts.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { streamHandler } from '../shared/aws/lambda/stream-handler.ts';

/** Relays the facts of new journal entries to the queues of messages and webhooks and to the bus, and keeps the tasks. */
export const definition = defineFunction({
  environment: z.object({
    OUTBOUND_QUEUE_URL: z.string().min(1),
    WEBHOOK_QUEUE_URL: z.string().min(1),
    TABLE_NAME: z.string().min(1),
    BUS_NAME: z.string().min(1),
    /** Name of the secret under which those stand who were erased. */
    LINK_SECRET: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const deps = {
      outbound: platform.queue(environment.OUTBOUND_QUEUE_URL),
      webhooks: platform.queue(environment.WEBHOOK_QUEUE_URL),
      table: platform.table(environment.TABLE_NAME),
      bus: platform.bus(environment.BUS_NAME),
      subjectSecret: await platform.secrets.get(environment.LINK_SECRET),
    };
    return streamHandler('dispatch', (changes) => relayFacts(changes, deps));
  },
});

export const handler = onLambda(definition);
