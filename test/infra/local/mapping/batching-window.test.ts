import { afterEach, describe, expect, it, vi } from 'vitest';
import { batchingWindowMs, fillBatch } from '../../../../infra/local/mapping/batching-window.ts';
import type { MappingResource } from '../../../../infra/local/template/local-topology.ts';

const mappingWith = (batchingWindowSeconds: number): MappingResource => ({
  kind: 'queue',
  id: 'stack/mapping',
  functionArn: 'function',
  queueArn: 'queue',
  batchSize: 10,
  batchingWindowSeconds,
  reportsBatchItemFailures: true,
  filters: [],
});

describe('the batching window of a mapping', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is the one of the template', () => {
    expect(batchingWindowMs(mappingWith(1))).toBe(1_000);
  });

  it('is five seconds at most on one machine', () => {
    expect(batchingWindowMs(mappingWith(300))).toBe(5_000);
  });

  it.each([
    { named: 'is full', begun: 10, waits: true },
    { named: 'is empty', begun: 0, waits: true },
    { named: 'is drained', begun: 3, waits: false },
  ])('is not waited for by a batch that $named', async ({ begun, waits }) => {
    const more = vi.fn(async (count: number) => count + 1);
    const pace = { waits, pause: async () => undefined };
    expect(await fillBatch(mappingWith(1), pace, begun, { count: (count) => count, more })).toBe(begun);
    expect(more).not.toHaveBeenCalled();
  });

  it('ends when the batch is full', async () => {
    const pace = { waits: true, pause: async () => undefined };
    const steps = { count: (count: number) => count, more: async (count: number) => count + 4 };
    expect(await fillBatch(mappingWith(5), pace, 2, steps)).toBe(10);
  });

  it('is waited for to its end and no further, however the time passes between two looks at it', async () => {
    const times = [0, 900, 999.9, 1000.1, 1000.2];
    vi.spyOn(performance, 'now').mockImplementation(() => times.shift() ?? 2_000);
    const pauses: number[] = [];
    const pace = { waits: true, pause: async (ms: number) => void pauses.push(Math.round(ms * 10) / 10) };
    const steps = { count: (count: number) => count, more: async (count: number) => count + 1 };
    expect(await fillBatch(mappingWith(1), pace, 1, steps)).toBe(3);
    expect(pauses).toEqual([50, 0.1]);
  });
});
