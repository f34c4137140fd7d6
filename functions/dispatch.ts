import * as z from 'zod';
import { relayFacts } from '../shared/app/dispatch/relay-facts.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { streamHandler } from '../shared/aws/lambda/stream-handler.ts';

/** Relays the facts of new journal entries to the outbound queue and the bus. */
export const definition = defineFunction({
  environment: z.object({
    OUTBOUND_QUEUE_URL: z.string().min(1),
    BUS_NAME: z.string().min(1),
  }),
  wire: (environment, platform) => {
    const deps = {
      outbound: platform.queue(environment.OUTBOUND_QUEUE_URL),
      bus: platform.bus(environment.BUS_NAME),
    };
    return streamHandler('dispatch', (changes) => relayFacts(changes, deps));
  },
});

export const handler = onLambda(definition);
