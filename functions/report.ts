import * as z from 'zod';
import { type FoldOptions, foldReport } from '../shared/app/report/fold-report.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { streamHandler } from '../shared/aws/lambda/stream-handler.ts';
import { PerennialError } from '../shared/perennial-error.ts';

/** Folds facts, outcomes and classes into the counters, each exactly once. */
export const definition = defineFunction({
  environment: z.object({
    TABLE_NAME: z.string().min(1),
    /** File of the compiled shop. */
    SHOP_BUNDLE: z.string().min(1),
    /** Name of the secret under which those stand who were erased. */
    LINK_SECRET: z.string().min(1),
  }),
  wire: async (environment, platform) => {
    const { rules } = await platform.shop(environment.SHOP_BUNDLE);
    const table = platform.table(environment.TABLE_NAME);
    const options: FoldOptions = {
      subjectSecret: await platform.secrets.get(environment.LINK_SECRET),
      ...(rules.retention !== undefined && { missDays: rules.retention.missDays }),
    };
    return streamHandler('report', (changes, shardId) => {
      if (shardId === undefined)
        throw new PerennialError('REPORT.NO_SHARD', {
          message:
            'The stream mapping of `report` needs a tumbling window: only then the event names its shard.',
        });
      return foldReport(shardId, changes, table, options);
    });
  },
});

export const handler = onLambda(definition);
