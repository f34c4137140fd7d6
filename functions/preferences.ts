import * as z from 'zod';
import { answerConfirmation } from '../shared/app/consent/answer-confirmation.ts';
import { answerPreferences } from '../shared/app/consent/answer-preferences.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { httpHandler } from '../shared/aws/lambda/http-handler.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';

/** `/preferences` shows and saves what a customer wants; `/confirm` confirms what they asked for. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    BUS_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** Name of the secret that signs the links. */
    LINK_SECRET: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const deps = {
      table: platform.table(environment.TABLE_NAME),
      bus: platform.bus(environment.BUS_NAME),
      clock: platform.clock,
      secrets: platform.secrets,
      topics: rules.consent?.topics ?? [],
      linkSecret: environment.LINK_SECRET,
    };
    return httpHandler('preferences', ({ method, path, query, headers, body }) => {
      const request = {
        ...{ method, token: query.token, language: query.lang, body },
        acceptLanguage: headers['accept-language'],
        contentType: headers['content-type'],
      };
      return path.endsWith('/confirm') ? answerConfirmation(request, deps) : answerPreferences(request, deps);
    });
  },
});

export const handler = onLambda(definition);
