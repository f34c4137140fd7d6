import * as z from 'zod';
import { foldReport } from '../shared/app/report/fold-report.ts';
import { defineFunction } from '../shared/aws/lambda/define-function.ts';
import { onLambda } from '../shared/aws/lambda/on-lambda.ts';
import { streamHandler } from '../shared/aws/lambda/stream-handler.ts';
import { PerennialError } from '../shared/perennial-error.ts';

/** Folds facts, outcomes and classes into the counters, each exactly once. */
export const definition = defineFunction({
  environment: z.object({ TABLE_NAME: z.string().min(1) }),
  wire: (environment, platform) => {
    const table = platform.table(environment.TABLE_NAME);
    return streamHandler('report', (changes, shardId) => {
      if (shardId === undefined)
        throw new PerennialError('REPORT.NO_SHARD', {
          message:
            'The stream mapping of `report` needs a tumbling window: only then the event names its shard.',
        });
      return foldReport(shardId, changes, table);
    });
  },
});

export const handler = onLambda(definition);
