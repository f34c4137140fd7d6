import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbeddedParts } from '../../../infra/local/embedded-platform.ts';
import { createLocalClock } from '../../../infra/local/local-clock.ts';
import { type LocalRuntime, startRuntime } from '../../../infra/local/local-runtime.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import { copyAsIfKilled } from '../../support/copy-as-if-killed.ts';
import { saleShop } from '../../support/sale-shop.ts';
import { type Behaviour, makeFunctions, topology } from './support/mini-pipeline.ts';

const folders: string[] = [];
const runtimes: LocalRuntime[] = [];
afterEach(async () => {
  for (const runtime of runtimes.splice(0)) await runtime.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-runtime-'));
  folders.push(folder);
  return folder;
}

async function start(behaviour: Behaviour = {}, directory?: string) {
  const { seen, load } = makeFunctions(behaviour);
  const log: string[] = [];
  const parts = openEmbeddedParts({
    topology,
    clock: createLocalClock(),
    environment: {},
    shop: async () => saleShop,
    ...(directory !== undefined && { directory }),
  });
  const runtime = await startRuntime({
    topology,
    parts,
    log: (line) => log.push(line),
    loadDefinition: load,
  });
  runtimes.push(runtime);
  const publish = (...texts: string[]) =>
    runtime.platform
      .bus('shop')
      .publish(
        texts.map((each) => ({ source: 'shop.x', detailType: 'note', detail: { text: each }, time: 0 })),
      );
  return { runtime, parts, seen, log, publish };
}

describe('the local runtime over SQLite', () => {
  it('takes an HTTP request through bus, queue, function, table and stream', async () => {
    const { runtime, seen } = await start();
    const response = await runtime.http.request('http://localhost/events', { method: 'POST', body: 'hello' });
    expect(response.status).toBe(202);
    await runtime.drain();
    expect(seen.dispatched).toEqual(['hello']);
    expect(await runtime.counts()).toEqual({
      inputs: { visible: 0, inFlight: 0, delayed: 0 },
      'inputs-dlq': { visible: 0, inFlight: 0, delayed: 0 },
    });
  });

  it('answers a request once what it wrote survives a kill, also while a history is lived through', async () => {
    const [folder, afterKill] = [makeFolder(), makeFolder()];
    const { runtime, parts, publish } = await start({}, folder);
    parts.flush('now-and-then');
    await publish('not told to anybody');
    copyAsIfKilled(join(folder, 'perennial.db'), join(afterKill, 'perennial.db'));
    await runtime.http.request('http://localhost/events', { method: 'POST', body: 'hello' });
    const answered = makeFolder();
    copyAsIfKilled(join(folder, 'perennial.db'), join(answered, 'perennial.db'));

    const before = await start({}, afterKill);
    expect(await before.runtime.counts()).toMatchObject({ inputs: { visible: 0 } });
    const after = await start({}, answered);
    await after.runtime.drain();
    expect(after.seen.dispatched).toEqual(['not told to anybody', 'hello']);
  });

  it('gives a batch again after a throw, and logs one line without a body', async () => {
    let calls = 0;
    const { runtime, seen, publish, log } = await start({
      onMessage: () => {
        calls += 1;
        if (calls === 1) throw new PerennialError('TEST.CRASH', { message: 'crashed' });
      },
    });
    await publish('private');
    await runtime.drain();
    expect(seen.dispatched).toEqual(['private']);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^Pipeline\/DecideMapping: 1 not handled \(\S+\): TEST.CRASH: crashed$/);
  });

  it('leaves poison to the dead-letter queue after three receives, and handles the rest', async () => {
    const { runtime, seen, publish, log } = await start({
      onMessage: (each) => {
        if (each === 'poison') throw new Error('bad');
      },
    });
    await publish('a', 'poison', 'b');
    await runtime.drain();
    expect(seen.dispatched.toSorted()).toEqual(['a', 'b']);
    expect(await runtime.counts()).toMatchObject({ 'inputs-dlq': { visible: 1 }, inputs: { visible: 0 } });
    expect(log).toHaveLength(3);
  });

  it('fires its schedules', async () => {
    const { runtime, seen } = await start();
    await runtime.fireSweeps();
    expect(seen.swept).toEqual([{ at: expect.stringMatching(/^\d{4}-/) }]);
  });

  it('delays messages in real time only', async () => {
    const { runtime } = await start();
    const inputs = runtime.platform.queue(topology.queues.find(({ name }) => name === 'inputs')?.url ?? '');
    await inputs.send([{ body: '{"detail":{"text":"a"}}', delaySeconds: 900 }]);
    expect(await runtime.counts()).toMatchObject({ inputs: { visible: 1, delayed: 0 } });
    await runtime.drain();
    runtime.startRealTime();
    await inputs.send([{ body: '{"detail":{"text":"b"}}', delaySeconds: 900 }]);
    expect(await runtime.counts()).toMatchObject({ inputs: { visible: 0, delayed: 1 } });
  });

  it('works by itself in real time, and stops with everything settled', async () => {
    const done = Promise.withResolvers<void>();
    const { runtime, publish } = await start({ onMessage: () => done.resolve() });
    runtime.startRealTime();
    await publish('now');
    await done.promise;
    await runtime.drain();
    expect(await runtime.counts()).toMatchObject({ inputs: { visible: 0, inFlight: 0 } });
  });

  it('loses nothing that it held when it was killed', async () => {
    const directory = makeFolder();
    const first = await start({}, directory);
    await first.publish('one', 'two');
    // A killed process leaves its messages in flight and its file as it is; only the lock must go.
    await first.parts.queues.receive('https://queue.invalid/inputs', 10);
    await first.parts.close();
    runtimes.length = 0;

    const second = await start({}, directory);
    await second.runtime.drain();
    expect(second.seen.dispatched).toEqual(['one', 'two']);
  });

  it('relays after a restart what was committed and not yet relayed, once each', async () => {
    const directory = makeFolder();
    const first = await start({}, directory);
    await first.publish('one');
    await first.runtime.drain();
    const item = { pk: 'customer#c1', sk: 'journal#two', version: 1, body: {} };
    await first.parts.table('State-Table').transact([{ kind: 'put', item, condition: 'absent' }]);
    await first.runtime.stop();
    runtimes.length = 0;

    const second = await start({}, directory);
    await second.runtime.drain();
    expect(first.seen.dispatched).toEqual(['one']);
    expect(second.seen.dispatched).toEqual(['two']);
  });

  it('keeps its secrets to the owner and over restarts', async () => {
    const directory = makeFolder();
    const first = await start({}, directory);
    const secret = await first.parts.secrets.get('ApiKey');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(statSync(join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
    await first.runtime.stop();
    runtimes.length = 0;
    const second = await start({}, directory);
    expect(await second.parts.secrets.get('ApiKey')).toBe(secret);
  });
});
