import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';
import { startRuntime } from '../../../../infra/local/local-runtime.ts';
import { type Emulator, startDynamoDbLocal } from '../../../../infra/local/wire/start-dynamodb-local.ts';
import { startSqsEmulator } from '../../../../infra/local/wire/start-sqs-emulator.ts';
import { openWireParts } from '../../../../infra/local/wire/wire-platform.ts';
import { hasJava } from '../../../support/dynamodb-local.ts';
import { type Behaviour, makeFunctions, topology } from '../support/mini-pipeline.ts';

const START_TIMEOUT_MS = 90_000;

describe.skipIf(!hasJava())('the local runtime over wire protocols', () => {
  let dynamoDb: Emulator;
  let sqs: Emulator;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'perennial-wire-'));
    dynamoDb = await startDynamoDbLocal();
    sqs = await startSqsEmulator();
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await dynamoDb.stop();
    await sqs.stop();
    rmSync(directory, { recursive: true });
  });

  async function start(behaviour: Behaviour = {}) {
    const { seen, load } = makeFunctions(behaviour);
    const parts = await openWireParts({
      topology,
      clock: createLocalClock(),
      directory,
      environment: { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint, AWS_ENDPOINT_URL_SQS: sqs.endpoint },
      shop: () => Promise.reject(new Error('no shop here')),
    });
    const runtime = await startRuntime({ topology, parts, log: () => undefined, loadDefinition: load });
    const publish = (...texts: string[]) =>
      runtime.platform
        .bus('shop')
        .publish(texts.map((text) => ({ source: 'shop.x', detailType: 'note', detail: { text }, time: 0 })));
    return { runtime, parts, seen, publish };
  }

  it('takes events through an SQS endpoint, a DynamoDB table and its stream, and goes on after a restart', async () => {
    const first = await start({
      onMessage: (text) => {
        if (text === 'poison') throw new Error('bad');
      },
    });
    await first.publish('a', 'poison', 'b');
    await first.runtime.drain();
    expect(first.seen.dispatched.toSorted()).toEqual(['a', 'b']);
    expect(await first.runtime.counts()).toMatchObject({
      inputs: { visible: 0, inFlight: 0 },
      'inputs-dlq': { visible: 1 },
    });
    await first.publish('c');
    await first.runtime.stop();

    const second = await start();
    expect(second.parts.isLasting).toBe(true);
    await second.runtime.drain();
    expect(second.seen.dispatched).toEqual(['c']);
    await second.runtime.stop();
  });
});

describe('DynamoDB Local without Java', () => {
  it('says what is missing', async () => {
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      await expect(startDynamoDbLocal()).rejects.toMatchObject({ code: 'LOCAL.NO_JAVA' });
    } finally {
      process.env.PATH = path;
    }
  });
});
