import { describe, expect, it } from 'vitest';
import { batchingWindowMs } from '../../../../infra/local/mapping/batching-window.ts';
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
  it('is the one of the template', () => {
    expect(batchingWindowMs(mappingWith(1))).toBe(1_000);
  });

  it('is five seconds at most on one machine', () => {
    expect(batchingWindowMs(mappingWith(300))).toBe(5_000);
  });
});
