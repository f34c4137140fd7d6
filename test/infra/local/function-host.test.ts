import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createFunctionHost } from '../../../infra/local/function-host.ts';
import type { FunctionResource } from '../../../infra/local/template/local-topology.ts';
import { defineFunction, type Handler } from '../../../shared/aws/lambda/define-function.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Platform } from '../../../shared/platform.ts';

const unused = (): never => {
  throw new Error('not used');
};
const platform: Platform = {
  clock: { now: () => 0 },
  secrets: { get: unused },
  table: unused,
  queue: unused,
  bus: unused,
  mailer: unused,
  texter: unused,
  webhooks: unused,
  shop: unused,
};

const resource: FunctionResource = {
  name: 'Pipeline-Decide',
  arn: 'arn:decide',
  file: 'decide',
  environment: { TABLE_NAME: 'customers' },
  timeoutSeconds: 30,
  memoryMegabytes: 512,
};

const host = (handler: Handler, environment: z.ZodType<unknown> = z.object({ TABLE_NAME: z.string() })) =>
  createFunctionHost({
    functions: [resource],
    platform,
    loadDefinition: async () => defineFunction<unknown>({ environment, wire: () => handler }),
  });

afterEach(() => {
  vi.useRealTimers();
});

describe('a function on this machine', () => {
  it('is given the event and a context of its own', async () => {
    const { invoke } = await host(async (event, context) => [
      event,
      context.functionName,
      context.invokedFunctionArn,
      context.memoryLimitInMB,
      context.getRemainingTimeInMillis() > 29_000,
    ]);
    expect(await invoke('arn:decide', { a: 1 })).toEqual([
      { a: 1 },
      'Pipeline-Decide',
      'arn:decide',
      '512',
      true,
    ]);
  });

  it('is no longer waited for when its timeout is over', async () => {
    vi.useFakeTimers();
    const { invoke } = await host(() => new Promise(() => undefined));
    const outcome = expect(invoke('arn:decide', {})).rejects.toMatchObject({
      code: 'LOCAL.FUNCTION_TIMEOUT',
      retryable: true,
      message: expect.stringContaining('30 s'),
    });
    await vi.advanceTimersByTimeAsync(30_000);
    await outcome;
  });

  it('passes on what it threw', async () => {
    const thrown = new PerennialError('TEST.BAD', { message: 'bad' });
    const { invoke } = await host(() => Promise.reject(thrown));
    await expect(invoke('arn:decide', {})).rejects.toBe(thrown);
  });

  it('that lacks a variable is known before anything runs', async () => {
    await expect(host(async () => undefined, z.object({ BUS_NAME: z.string() }))).rejects.toMatchObject({
      code: 'LOCAL.FUNCTION',
      message: expect.stringMatching(/functions\/decide\.ts.*BUS_NAME/),
    });
  });

  it('that nobody deployed cannot be called', async () => {
    const { invoke } = await host(async () => undefined);
    await expect(invoke('arn:other', {})).rejects.toMatchObject({ code: 'LOCAL.FUNCTION' });
  });
});
