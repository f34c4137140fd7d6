import type { Context } from 'aws-lambda';

/** What Lambda tells a handler of its invocation, for one that reads little of it. */
export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'deliver',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:deliver',
  memoryLimitInMB: '1024',
  awsRequestId: 'request',
  logGroupName: '/aws/lambda/deliver',
  logStreamName: 'proof',
  getRemainingTimeInMillis: () => 60_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
