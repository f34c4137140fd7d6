import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import {
  type FunctionDefinition,
  type Handler,
  wireFunction,
} from '../../shared/aws/lambda/define-function.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import type { Platform } from '../../shared/platform.ts';
import type { FunctionResource } from './template/local-topology.ts';

export interface FunctionHost {
  /**
   * Runs a function once, as Lambda would: rejects with what it threw, or with `LOCAL.FUNCTION_TIMEOUT` where it takes
   * longer than its timeout. A handler that ran out of time is not stopped (nothing in one process can), only no longer waited for.
   */
  invoke(functionArn: string, event: unknown): Promise<unknown>;
}

interface FunctionHostOptions {
  readonly functions: readonly FunctionResource[];
  readonly platform: Platform;
  /** The definition that `functions/FILE.ts` exports. */
  readonly loadDefinition: (file: string) => Promise<FunctionDefinition>;
  /** Variables for every function, over those of the template. */
  readonly environment?: Readonly<Record<string, string>>;
}

interface HostedFunction {
  readonly resource: FunctionResource;
  readonly handler: Handler;
}

function createContext({ resource }: HostedFunction, startedAt: number): Context {
  const requestId = randomUUID();
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: resource.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: resource.arn,
    memoryLimitInMB: String(resource.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${resource.name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, startedAt + resource.timeoutSeconds * 1000 - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

async function runOnce(hosted: HostedFunction, event: unknown): Promise<unknown> {
  const { name, timeoutSeconds } = hosted.resource;
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    deadline.reject(
      new PerennialError('LOCAL.FUNCTION_TIMEOUT', {
        message: `${name} timed out after ${timeoutSeconds} s.`,
        retryable: true,
      }),
    );
  }, timeoutSeconds * 1000);
  try {
    return await Promise.race([hosted.handler(event, createContext(hosted, Date.now())), deadline.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Loads and wires all functions, so that a missing file or variable is known before anything runs. */
export async function createFunctionHost(options: FunctionHostOptions): Promise<FunctionHost> {
  const hosted = new Map<string, HostedFunction>();
  for (const resource of options.functions) {
    const definition = await options.loadDefinition(resource.file);
    const variables = { ...resource.environment, ...options.environment };
    try {
      const handler = await wireFunction(definition, variables, options.platform);
      hosted.set(resource.arn, { resource, handler });
    } catch (cause) {
      throw new PerennialError('LOCAL.FUNCTION', {
        message: `${resource.name} (functions/${resource.file}.ts) cannot start: ${String(cause)}`,
        cause,
      });
    }
  }
  return {
    invoke: async (functionArn, event) => {
      const target = hosted.get(functionArn);
      if (target === undefined) {
        throw new PerennialError('LOCAL.FUNCTION', { message: `There is no function ${functionArn}.` });
      }
      return await runOnce(target, event);
    },
  };
}
