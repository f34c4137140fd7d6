import { describe, expect, it } from 'vitest';
import { capturedChanges } from '../../../infra/local/captured-changes.ts';
import type { StreamMapping } from '../../../infra/local/template/local-topology.ts';

const mapping = (...filters: unknown[]): StreamMapping => ({
  kind: 'stream',
  id: 'm',
  functionArn: 'f',
  streamArn: 's',
  batchSize: 1,
  batchingWindowSeconds: 0,
  reportsBatchItemFailures: false,
  startingPosition: 'TRIM_HORIZON',
  bisectsOnError: false,
  filters,
});

const journal = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'journal#' }] } } } };
const state = { eventName: ['MODIFY'], dynamodb: { Keys: { sk: { S: ['state'] } } } };
const key = (sk: string) => ({ pk: 'customer#1', sk });

describe('the changes that a local stream records', () => {
  it('are those that any mapping lets through', () => {
    const captures = capturedChanges([mapping(journal), mapping(journal, state)]);
    expect(captures({ kind: 'insert', key: key('journal#1') })).toBe(true);
    expect(captures({ kind: 'modify', key: key('state') })).toBe(true);
    expect(captures({ kind: 'remove', key: key('journal#1') })).toBe(false);
    expect(captures({ kind: 'insert', key: key('contact') })).toBe(false);
  });

  it.each<[string, StreamMapping]>([
    ['has no filter', mapping()],
    ['looks into images', mapping(journal, { dynamodb: { NewImage: { n: { N: ['1'] } } } })],
    ['looks at other parts of the record', mapping({ userIdentity: { type: ['Service'] } })],
  ])('are all of them where a mapping %s', (_, other) => {
    const captures = capturedChanges([mapping(journal), other]);
    expect(captures({ kind: 'insert', key: key('contact') })).toBe(true);
  });
});
