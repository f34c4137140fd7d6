import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, it } from 'vitest';
import { createEventBridgeBus } from '../../../shared/aws/eventbridge-bus.ts';
import type { BusEntry } from '../../../shared/ports.ts';
import { describeBus } from '../../contracts/bus-contract.ts';
import { jsonAnswer, jsonError, type StubAnswer, type StubRequest } from '../../support/aws-stub.ts';
import { type EventBridgeStub, startEventBridgeStub } from '../../support/eventbridge-stub.ts';
import { immediateBackoff } from '../../support/immediate-backoff.ts';

const stubs: EventBridgeStub[] = [];

async function start(answer?: (request: StubRequest) => StubAnswer | 'hang-up' | undefined) {
  const stub = await startEventBridgeStub(answer);
  stubs.push(stub);
  const bus = createEventBridgeBus(new EventBridgeClient(stub.connection), 'perennial', immediateBackoff(3));
  return { stub, bus };
}

const entry = (detail: unknown): BusEntry => ({ source: 's', detailType: 't', detail, time: 1_000 });

describe('the EventBridge adapter', () => {
  afterEach(async () => {
    await Promise.all(stubs.splice(0).map((stub) => stub.stop()));
  });

  describeBus('EventBridge', async () => {
    const { stub, bus } = await start();
    return { bus, accepted: async () => stub.accepted };
  });

  it('keeps a request under 1 MB in all', async () => {
    const { stub, bus } = await start();
    const results = await bus.publish(Array.from({ length: 6 }, () => entry({ text: 'x'.repeat(300_000) })));
    expect(results.every(({ status }) => status === 'published')).toBe(true);
    expect(stub.requests).toHaveLength(2);
  });

  it('fails an entry that is too large for any request, without sending it', async () => {
    const { stub, bus } = await start();
    const results = await bus.publish([entry({ text: 'x'.repeat(1_000_000) }), entry({})]);
    expect(results).toMatchObject([{ status: 'failed', code: 'EntryTooLarge' }, { status: 'published' }]);
    expect(stub.requests).toHaveLength(1);
  });

  it('tries entries again that were throttled, and those alone', async () => {
    let isFirst = true;
    const { stub, bus } = await start(() => {
      if (!isFirst) return undefined;
      isFirst = false;
      return jsonAnswer({
        FailedEntryCount: 1,
        Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage: 'Slow down' }],
      });
    });
    expect(await bus.publish([entry({ n: 1 }), entry({ n: 2 })])).toEqual([
      { status: 'published' },
      { status: 'published' },
    ]);
    expect(stub.accepted.map(({ detail }) => detail)).toEqual([{ n: 2 }]);
  });

  it('gives up after its attempts and says so for each entry', async () => {
    const { stub, bus } = await start(() => 'hang-up');
    expect(await bus.publish([entry({}), entry({})])).toMatchObject([
      { status: 'failed', code: 'ServiceUnavailable' },
      { status: 'failed', code: 'ServiceUnavailable' },
    ]);
    expect(stub.requests).toHaveLength(3);
  });

  it('finds the entry that spoils a whole request', async () => {
    const { stub, bus } = await start(({ body }) =>
      body.includes('spoilt') ? jsonError('ValidationException') : undefined,
    );
    const results = await bus.publish([entry({ n: 1 }), entry({ n: 'spoilt' }), entry({ n: 3 })]);
    expect(results).toMatchObject([
      { status: 'published' },
      { status: 'failed', code: 'ValidationException' },
      { status: 'published' },
    ]);
    expect(stub.accepted).toHaveLength(2);
  });
});
