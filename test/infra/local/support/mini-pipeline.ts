import * as z from 'zod';
import { readTopology } from '../../../../infra/local/template/read-topology.ts';
import { defineFunction, type FunctionDefinition } from '../../../../shared/aws/lambda/define-function.ts';
import { PerennialError } from '../../../../shared/perennial-error.ts';
import { makePipelineStack, makeStateStack } from './make-stacks.ts';

export const topology = readTopology([makeStateStack(), makePipelineStack()], {
  apiEndpoint: 'http://localhost',
});

export interface Behaviour {
  /** Called with each message's text; what it throws fails that message alone, `crash` the batch. */
  readonly onMessage?: (text: string) => void;
}

const text = z.object({ detail: z.object({ text: z.string() }) });

/** A small pipeline: decide writes an item for each message, dispatch notes what it sees in the stream. */
export function makeFunctions(behaviour: Behaviour) {
  const seen: { dispatched: string[]; swept: unknown[] } = { dispatched: [], swept: [] };
  const definitions: Record<string, FunctionDefinition> = {
    decide: defineFunction<unknown>({
      environment: z.looseObject({ TABLE_NAME: z.string() }),
      wire: (environment, platform) => {
        const { TABLE_NAME } = z.object({ TABLE_NAME: z.string() }).parse(environment);
        const table = platform.table(TABLE_NAME);
        return async (event) => {
          const failures: { itemIdentifier: string }[] = [];
          for (const { messageId, body } of sqsEvent.parse(event).Records) {
            const { detail } = text.parse(JSON.parse(body));
            try {
              behaviour.onMessage?.(detail.text);
            } catch (error) {
              if (error instanceof PerennialError) throw error;
              failures.push({ itemIdentifier: messageId });
              continue;
            }
            const key = { pk: 'customer#c1', sk: `journal#${detail.text}` };
            const item = { ...key, version: 1, body: {} };
            await table.transact([{ kind: 'put', item, condition: 'none' }]);
          }
          return { batchItemFailures: failures };
        };
      },
    }),
    dispatch: defineFunction<unknown>({
      environment: z.unknown(),
      wire: () => async (event) => {
        for (const record of streamEvent.parse(event).Records) {
          seen.dispatched.push(record.dynamodb.Keys.sk.S.replace('journal#', ''));
        }
      },
    }),
    sweep: defineFunction<unknown>({
      environment: z.unknown(),
      wire: () => async (event) => void seen.swept.push(event),
    }),
    ingest: defineFunction<unknown>({
      environment: z.object({ BUS_NAME: z.string(), KEY: z.string() }),
      wire: (environment, platform) => {
        const { BUS_NAME, KEY } = z.object({ BUS_NAME: z.string(), KEY: z.string() }).parse(environment);
        return async (event) => {
          const { body } = httpEvent.parse(event);
          await platform.secrets.get(KEY);
          const [result] = await platform
            .bus(BUS_NAME)
            .publish([{ source: 'shop.web', detailType: 'note', detail: { text: body }, time: 0 }]);
          return { statusCode: result?.status === 'published' ? 202 : 503 };
        };
      },
    }),
  };
  const load = async (file: string): Promise<FunctionDefinition> => {
    const definition = definitions[file];
    if (definition === undefined) throw new Error(`no ${file}`);
    return definition;
  };
  return { seen, load };
}

const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const httpEvent = z.object({ body: z.string() });
const streamEvent = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: z.object({ sk: z.object({ S: z.string() }) }) }) })),
});
