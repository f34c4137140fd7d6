import * as z from 'zod';
import { handleFeedback } from '../shared/app/feedback/handle-feedback.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { queueHandler } from '../shared/aws/lambda/queue-handler.ts';

const countryIdentitiesSchema = z
  .string()
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.record(z.string(), z.string().min(1)));

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
    /** As in `TexterSettings`. */
    SMS_ORIGINATION_IDENTITY: z.string().min(1).optional(),
    /** JSON: by country, ARNs. */
    SMS_COUNTRY_IDENTITIES: countryIdentitiesSchema.optional(),
    SMS_CONFIGURATION_SET: z.string().min(1).optional(),
    SMS_PROTECT_CONFIGURATION: z.string().min(1).optional(),
    SMS_MAX_PRICE: z.string().min(1).optional(),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      clock: platform.clock,
      inputs: platform.queue(environment.INPUTS_QUEUE_URL),
      feedback: platform.queue(environment.FEEDBACK_QUEUE_URL),
      deadLetters: platform.queue(environment.DEAD_LETTER_QUEUE_URL),
      texter: platform.texter({
        originationIdentity: environment.SMS_ORIGINATION_IDENTITY,
        countryIdentities: environment.SMS_COUNTRY_IDENTITIES,
        configurationSet: environment.SMS_CONFIGURATION_SET,
        protectConfiguration: environment.SMS_PROTECT_CONFIGURATION,
        maxPrice: environment.SMS_MAX_PRICE,
      }),
      linkSecret: await platform.secrets.get(environment.LINK_SECRET),
      publicUrl: environment.PUBLIC_URL.replace(/\/+$/, ''),
      shop: rules.shop,
    };
    return queueHandler('feedback', (messages) => handleFeedback(messages, deps));
  },
});

export const handler = onLambda(definition);
