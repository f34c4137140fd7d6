import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineFunction } from '../../../../shared/aws/lambda/define-function.ts';
import { onLambda } from '../../../../shared/aws/lambda/on-lambda.ts';

const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:test',
  memoryLimitInMB: '512',
  awsRequestId: 'r1',
  logGroupName: '/aws/lambda/test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 1_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** A function of which the first tries to put it together fail. */
function failing(failures: number) {
  let wired = 0;
  const definition = defineFunction({
    environment: z.object({}),
    wire: () => {
      wired += 1;
      if (wired <= failures) throw new Error('throttled');
      return async (event) => ({ event, wired });
    },
  });
  return onLambda(definition);
}

describe('a function on Lambda', () => {
  it('is put together once', async () => {
    const handler = failing(0);
    expect(await handler('a', context)).toEqual({ event: 'a', wired: 1 });
    expect(await handler('b', context)).toEqual({ event: 'b', wired: 1 });
  });

  it('is put together at the next call where that failed, and then once', async () => {
    const handler = failing(1);
    await expect(handler('a', context)).rejects.toThrow('throttled');
    expect(await handler('b', context)).toEqual({ event: 'b', wired: 2 });
    expect(await handler('c', context)).toEqual({ event: 'c', wired: 2 });
  });
});
