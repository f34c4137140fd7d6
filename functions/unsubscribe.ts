import * as z from 'zod';
import { answerUnsubscribe } from '../shared/app/unsubscribe/answer-unsubscribe.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { httpHandler } from '../shared/aws/lambda/http-handler.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';

/** `GET /unsubscribe` asks, `POST /unsubscribe` withdraws the consent. */
export const definition = defineFunction({
  environment: z.object({
    BUS_NAME: z.string().min(1),
    /** Name of the secret that signs the links. */
    LINK_SECRET: z.string().min(1),
  }),
  wire: (environment, platform) => {
    const deps = {
      bus: platform.bus(environment.BUS_NAME),
      clock: platform.clock,
      secrets: platform.secrets,
      linkSecret: environment.LINK_SECRET,
    };
    return httpHandler('unsubscribe', ({ method, query, headers }) =>
      answerUnsubscribe(
        {
          ...{ method, token: query.token, language: query.lang },
          acceptLanguage: headers['accept-language'],
        },
        deps,
      ),
    );
  },
});

export const handler = onLambda(definition);
