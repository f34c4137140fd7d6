import type { FunctionDefinition, Handler } from './define-function.ts';
import { wireFunction } from './define-function.ts';

/**
 * The handler that Lambda calls. The AWS adapters are loaded when it first runs (on Lambda: while the sandbox starts,
 * which is not billed at the function's own speed), so that the local runtime can import a function's file for its
 * definition alone and not pay for the SDK.
 */
export function onLambda<Environment>(definition: FunctionDefinition<Environment>): Handler {
  const start = async () => {
    const { createAwsPlatform } = await import('../aws-platform.ts');
    return await wireFunction(definition, process.env, createAwsPlatform());
  };
  let wired: Promise<Handler> | undefined = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;
  return async (event, context) => {
    wired ??= start();
    const handler = await wired.catch((error: unknown) => {
      // What failed may succeed the next time: the sandbox would else be of no use for the rest of its life.
      wired = undefined;
      throw error;
    });
    return await handler(event, context);
  };
}
