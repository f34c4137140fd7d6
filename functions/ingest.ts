import * as z from 'zod';
import { answerEventsRequest } from '../shared/app/ingest/answer-events-request.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { httpHandler } from '../shared/aws/lambda/http-handler.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';

/** `POST /events`: takes a shop's events and puts them on the bus. */
export const definition = defineFunction({
  environment: z.object({
    BUS_NAME: z.string().min(1),
    /** Name of the secret that holds the API key. */
    API_KEY_SECRET: z.string().min(1),
  }),
  wire: (environment, platform) => {
    const deps = {
      bus: platform.bus(environment.BUS_NAME),
      clock: platform.clock,
      secrets: platform.secrets,
      apiKeySecret: environment.API_KEY_SECRET,
    };
    return httpHandler('ingest', ({ headers, body }) =>
      answerEventsRequest({ authorization: headers.authorization, body }, deps),
    );
  },
});

export const handler = onLambda(definition);
